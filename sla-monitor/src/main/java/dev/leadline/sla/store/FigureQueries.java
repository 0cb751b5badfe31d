package dev.leadline.sla.store;

import static dev.leadline.sla.scorecard.Figure.COHORT_CONVERSION;
import static dev.leadline.sla.scorecard.Figure.COMMITMENT_DELIVERY;
import static dev.leadline.sla.scorecard.Figure.COMPLETENESS;
import static dev.leadline.sla.scorecard.Figure.DUPLICATE_RATE;
import static dev.leadline.sla.scorecard.Figure.FIRST_RESPONSE_MEDIAN;
import static dev.leadline.sla.scorecard.Figure.FIRST_RESPONSE_P90;
import static dev.leadline.sla.scorecard.Figure.LEADS_CAPTURED;
import static dev.leadline.sla.scorecard.Figure.ROUTING_ACCURACY;
import static dev.leadline.sla.scorecard.Figure.ROUTING_EXCEPTIONS;
import static dev.leadline.sla.scorecard.Figure.SLA_COMPLIANCE;
import static dev.leadline.sla.scorecard.Figure.SOURCED_PIPELINE;
import static dev.leadline.sla.scorecard.Figure.STAGE_AGE_MEDIAN;
import static dev.leadline.sla.scorecard.Figure.STAGE_AGE_P90;
import static dev.leadline.sla.scorecard.Figure.STAGE_CONVERSION;
import static dev.leadline.sla.scorecard.Figure.STAGE_LEAKAGE;
import static dev.leadline.sla.scorecard.Figure.UNKNOWN_SOURCE_RATE;
import static dev.leadline.sla.scorecard.Figure.WORKFLOW_ERRORS;

import dev.leadline.sla.store.FigureQuery.Column;
import java.util.List;

/// What is counted for each figure, out of the table `scorecard_fact`. A fact is known once it was
/// recorded, and no event is recorded before it happens: so what a period needs was recorded since
/// it began, and the table is not read further back than that.
final class FigureQueries {
  private static final String FACTS =
      """
      select lead_id, null::text as what, happened_at, recorded_at, segment, source, team, rep,
        name, subject, number, amount, total, flag, sequence
      from scorecard_fact
      where happened_at >= :from and happened_at < :to and recorded_at <= :asOf and kind = \
      """;

  private static final FigureQuery CAPTURES =
      new FigureQuery(
          """
          select f.*, merged.lead_id is not null as merged
          from (%s 'captured') f
          left join (
            select distinct lead_id from scorecard_fact
            where kind = 'merged' and recorded_at >= :from and recorded_at <= :asOf) merged
          on merged.lead_id = f.lead_id
          """
              .formatted(FACTS),
          false,
          List.of(
              Column.count(LEADS_CAPTURED, "count(*)"),
              Column.share(
                  UNKNOWN_SOURCE_RATE,
                  "count(*) filter (where source = 'unclassified')",
                  "count(*)"),
              Column.share(COMPLETENESS, "sum(amount)", "sum(total)"),
              Column.share(DUPLICATE_RATE, "count(*) filter (where merged)", "count(*)")));

  /// Of the cohorts only what is above the line; below it are the leads captured.
  private static final FigureQuery COHORTS =
      new FigureQuery(
          """
          select f.lead_id, reached.name as what, f.happened_at, f.recorded_at,
            f.segment, f.source, f.team, f.rep
          from (%s 'captured') f
          join (
            select distinct lead_id, name from scorecard_fact
            where kind = 'entered' and recorded_at >= :from and recorded_at <= :asOf) reached
          on reached.lead_id = f.lead_id
          """
              .formatted(FACTS),
          false,
          List.of(Column.count(COHORT_CONVERSION, "count(*)")));

  /// A clock that is kept a second time was kept earlier than thought.
  private static final FigureQuery PROMISES =
      new FigureQuery(
          """
          select f.lead_id, f.name as what, f.happened_at, f.recorded_at,
            f.segment, f.source, f.team, f.rep, true as kept
          from (%1$s 'kept') f
          where not exists (
            select from scorecard_fact e
            where e.kind = 'kept' and e.subject = f.subject and e.recorded_at <= :asOf
              and (e.happened_at, e.recorded_at, e.sequence)
                < (f.happened_at, f.recorded_at, f.sequence))
          union all
          select f.lead_id, f.name, f.happened_at, f.recorded_at,
            f.segment, f.source, f.team, f.rep, false
          from (%1$s 'broken') f
          where not exists (
            select from scorecard_fact e
            where e.kind = 'kept' and e.subject = f.subject and e.recorded_at <= :asOf)
          """
              .formatted(FACTS),
          true,
          List.of(Column.share(SLA_COMPLIANCE, "count(*) filter (where kept)", "count(*)")));

  private static final FigureQuery RESPONSES =
      new FigureQuery(
          """
          select f.*, f.amount / 1e6::float8 as seconds
          from (%s 'touched') f
          where not exists (
            select from scorecard_fact e
            where e.kind = 'touched' and e.lead_id = f.lead_id and e.recorded_at <= :asOf
              and (e.happened_at, e.recorded_at, e.sequence)
                < (f.happened_at, f.recorded_at, f.sequence))
          """
              .formatted(FACTS),
          false,
          List.of(
              Column.quantile(FIRST_RESPONSE_MEDIAN, "0.5", "seconds"),
              Column.quantile(FIRST_RESPONSE_P90, "0.9", "seconds")));

  /// What a service says of one lead's stages is recorded in the order in which they follow.
  private static final FigureQuery VISITS =
      new FigureQuery(
          """
          select lead_id, name as what, happened_at, recorded_at, segment, source, team, rep,
            forward, moved
          from (
            select lead_id, name, happened_at, recorded_at, segment, source, team, rep,
              lead(flag) over visits as forward, lead(true) over visits as moved
            from scorecard_fact
            where kind = 'entered' and recorded_at >= :from and recorded_at <= :asOf
            window visits as (partition by lead_id order by recorded_at, sequence)) f
          where happened_at >= :from and happened_at < :to
          """,
          false,
          List.of(
              Column.share(STAGE_CONVERSION, "count(*) filter (where forward)", "count(*)"),
              Column.share(
                  STAGE_LEAKAGE, "count(*) filter (where moved and not forward)", "count(*)")));

  /// A lead that was merged into another or forgotten is in no stage any more.
  private static final FigureQuery STAYS =
      new FigureQuery(
          """
          select f.lead_id, f.name as what, f.happened_at, f.recorded_at,
            f.segment, f.source, f.team, f.rep,
            extract(epoch from :to - f.happened_at)::float8 as seconds
          from scorecard_fact f
          where f.kind = 'entered' and f.happened_at < :to and f.recorded_at <= :asOf
            and not exists (
              select from scorecard_fact e
              where e.kind = 'entered' and e.lead_id = f.lead_id
                and e.happened_at < :to and e.recorded_at <= :asOf
                and (e.recorded_at, e.sequence) > (f.recorded_at, f.sequence))
            and not exists (
              select from scorecard_fact e
              where e.kind in ('merged', 'forgotten') and e.lead_id = f.lead_id
                and e.happened_at < :to and e.recorded_at <= :asOf)
          """,
          false,
          List.of(
              Column.quantile(STAGE_AGE_MEDIAN, "0.5", "seconds"),
              Column.quantile(STAGE_AGE_P90, "0.9", "seconds")));

  private static final FigureQuery ASSIGNMENTS =
      new FigureQuery(
          """
          select f.*, least(returned.at, moved.at) < f.recorded_at + interval '7 days' as undone
          from (%s 'assigned') f
          left join (
            select lead_id, number, min(recorded_at) as at from scorecard_fact
            where kind = 'returned' and recorded_at >= :from and recorded_at <= :asOf
            group by lead_id, number) returned
          on returned.lead_id = f.lead_id and returned.number = f.number
          left join (
            select lead_id, number - 1 as number, min(recorded_at) as at from scorecard_fact
            where kind = 'assigned' and flag and recorded_at >= :from and recorded_at <= :asOf
            group by lead_id, number) moved
          on moved.lead_id = f.lead_id and moved.number = f.number
          """
              .formatted(FACTS),
          true,
          List.of(
              Column.share(
                  ROUTING_ACCURACY, "count(*) filter (where undone is not true)", "count(*)")));

  private static final FigureQuery ROUTINGS =
      new FigureQuery(
          "select *, false as failed from (%1$s 'assigned') a union all select *, true from (%1$s 'failed') f"
              .formatted(FACTS),
          false,
          List.of(
              Column.share(
                  ROUTING_EXCEPTIONS,
                  "count(distinct lead_id) filter (where failed)",
                  "count(distinct lead_id)")));

  private static final FigureQuery ERRORS =
      new FigureQuery(
          """
          select distinct on (name, subject) lead_id, name as what, happened_at, recorded_at,
            segment, source, team, rep
          from (%s 'raised') f
          where name in ('ILLEGAL_TRANSITION', 'CRM_WRITE_FAILED', 'POISON_EVENT', 'POLICY_ERROR',
            'CLOCK_WITHOUT_OWNER', 'STUCK')
          order by name, subject, happened_at
          """
              .formatted(FACTS),
          false,
          List.of(Column.count(WORKFLOW_ERRORS, "count(*)")));

  /// Of the commitments only what is above the line.
  private static final FigureQuery DELIVERIES =
      new FigureQuery(
          """
          select lead_id, name as what, happened_at, recorded_at, segment, source, team, rep
          from (%s 'delivered') f
          """
              .formatted(FACTS),
          false,
          List.of(Column.count(COMMITMENT_DELIVERY, "count(*)")));

  private static final FigureQuery PIPELINE =
      new FigureQuery(
          "select * from (%s 'entered') f where name = 'opportunity'".formatted(FACTS),
          false,
          List.of(
              Column.share(
                  SOURCED_PIPELINE,
                  "count(*) filter (where source <> 'unclassified')",
                  "count(*)")));

  static final List<FigureQuery> ALL =
      List.of(
          CAPTURES,
          PROMISES,
          RESPONSES,
          VISITS,
          COHORTS,
          ROUTINGS,
          ASSIGNMENTS,
          ERRORS,
          STAYS,
          DELIVERIES,
          PIPELINE);

  private FigureQueries() {}
}
