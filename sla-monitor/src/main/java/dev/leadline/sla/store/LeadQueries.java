package dev.leadline.sla.store;

import static dev.leadline.sla.scorecard.Figure.COMMITMENT_DELIVERY;
import static dev.leadline.sla.scorecard.Figure.COMPLETENESS;
import static dev.leadline.sla.scorecard.Figure.DUPLICATE_RATE;
import static dev.leadline.sla.scorecard.Figure.FIRST_RESPONSE_MEDIAN;
import static dev.leadline.sla.scorecard.Figure.FIRST_RESPONSE_P90;
import static dev.leadline.sla.scorecard.Figure.LEADS_CAPTURED;
import static dev.leadline.sla.scorecard.Figure.SOURCED_PIPELINE;
import static dev.leadline.sla.scorecard.Figure.UNKNOWN_SOURCE_RATE;

import dev.leadline.sla.store.FigureQuery.Column;
import java.util.List;

/// What is counted of captures, first answers, and what came of leads in sum.
final class LeadQueries {
  static final FigureQuery CAPTURES =
      new FigureQuery(
          """
          select f.*, merged.lead_id is not null as merged
          from (%s 'captured') f
          left join (
            select distinct lead_id from scorecard_fact
            where kind = 'merged' and recorded_at >= :from and recorded_at <= :asOf) merged
          on merged.lead_id = f.lead_id
          """
              .formatted(FigureQueries.FACTS),
          false,
          List.of(
              Column.count(LEADS_CAPTURED, "count(*)"),
              Column.share(
                  UNKNOWN_SOURCE_RATE,
                  "count(*) filter (where source = 'unclassified')",
                  "count(*)"),
              Column.share(COMPLETENESS, "sum(amount)", "sum(total)"),
              Column.share(DUPLICATE_RATE, "count(*) filter (where merged)", "count(*)")));

  static final FigureQuery RESPONSES =
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
              .formatted(FigureQueries.FACTS),
          false,
          List.of(
              Column.quantile(FIRST_RESPONSE_MEDIAN, "0.5", "seconds"),
              Column.quantile(FIRST_RESPONSE_P90, "0.9", "seconds")));

  /// Of the commitments only what is above the line.
  static final FigureQuery DELIVERIES =
      new FigureQuery(
          """
          select lead_id, name as what, happened_at, recorded_at, segment, source, team, rep
          from (%s 'delivered') f
          """
              .formatted(FigureQueries.FACTS),
          false,
          List.of(Column.count(COMMITMENT_DELIVERY, "count(*)")));

  static final FigureQuery PIPELINE =
      new FigureQuery(
          "select * from (%s 'entered') f where name = 'opportunity'"
              .formatted(FigureQueries.FACTS),
          false,
          List.of(
              Column.share(
                  SOURCED_PIPELINE,
                  "count(*) filter (where source <> 'unclassified')",
                  "count(*)")));

  private LeadQueries() {}
}
