package dev.leadline.sla.store;

import static dev.leadline.sla.scorecard.Figure.COHORT_CONVERSION;
import static dev.leadline.sla.scorecard.Figure.STAGE_AGE_MEDIAN;
import static dev.leadline.sla.scorecard.Figure.STAGE_AGE_P90;
import static dev.leadline.sla.scorecard.Figure.STAGE_CONVERSION;
import static dev.leadline.sla.scorecard.Figure.STAGE_LEAKAGE;

import dev.leadline.sla.store.FigureQuery.Column;
import java.util.List;

/// What is counted of stages: visits, cohorts, and how long leads stay.
final class StageQueries {
  /// What a service says of one lead's stages is recorded in the order in which they follow.
  static final FigureQuery VISITS =
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

  /// A stage is reached by the first visit to it. Of the cohorts only what is above the line; below
  /// it are the leads captured.
  static final FigureQuery COHORTS =
      new FigureQuery(
          """
          select f.lead_id, reached.name as what, f.happened_at, f.recorded_at,
            f.segment, f.source, f.team, f.rep
          from (%s 'captured') f
          join scorecard_fact reached
          on reached.kind = 'entered' and reached.lead_id = f.lead_id and reached.number = 1
            and reached.recorded_at >= :from and reached.recorded_at <= :asOf
          """
              .formatted(FigureQueries.FACTS),
          false,
          List.of(Column.count(COHORT_CONVERSION, "count(*)")));

  /// A lead that was merged into another or forgotten is in no stage any more.
  static final FigureQuery STAYS =
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

  private StageQueries() {}
}
