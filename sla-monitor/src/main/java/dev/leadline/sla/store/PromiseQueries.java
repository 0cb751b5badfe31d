package dev.leadline.sla.store;

import static dev.leadline.sla.scorecard.Figure.ROUTING_ACCURACY;
import static dev.leadline.sla.scorecard.Figure.ROUTING_EXCEPTIONS;
import static dev.leadline.sla.scorecard.Figure.SLA_COMPLIANCE;
import static dev.leadline.sla.scorecard.Figure.WORKFLOW_ERRORS;

import dev.leadline.sla.store.FigureQuery.Column;
import java.util.List;

/// What is counted of promises, of routing, and of what went wrong.
final class PromiseQueries {
  /// A clock that is kept a second time was kept earlier than thought.
  static final FigureQuery PROMISES =
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
              .formatted(FigureQueries.FACTS),
          true,
          List.of(Column.share(SLA_COMPLIANCE, "count(*) filter (where kept)", "count(*)")));

  static final FigureQuery ROUTINGS =
      new FigureQuery(
          "select *, false as failed from (%1$s 'assigned') a union all select *, true from (%1$s 'failed') f"
              .formatted(FigureQueries.FACTS),
          false,
          List.of(Column.shareOfLeads(ROUTING_EXCEPTIONS, "failed")));

  static final FigureQuery ASSIGNMENTS =
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
              .formatted(FigureQueries.FACTS),
          true,
          List.of(
              Column.share(
                  ROUTING_ACCURACY, "count(*) filter (where undone is not true)", "count(*)")));

  static final FigureQuery ERRORS =
      new FigureQuery(
          """
          select distinct on (name, subject) lead_id, name as what, happened_at, recorded_at,
            segment, source, team, rep
          from (%s 'raised') f
          where name in ('ILLEGAL_TRANSITION', 'CRM_WRITE_FAILED', 'POISON_EVENT', 'POLICY_ERROR',
            'CLOCK_WITHOUT_OWNER', 'STUCK')
          order by name, subject, happened_at
          """
              .formatted(FigureQueries.FACTS),
          false,
          List.of(Column.count(WORKFLOW_ERRORS, "count(*)")));

  private PromiseQueries() {}
}
