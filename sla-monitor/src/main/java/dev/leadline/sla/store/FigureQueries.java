package dev.leadline.sla.store;

import java.util.List;

/// What is counted for each figure, out of the table `scorecard_fact`. A fact is known once it was
/// recorded, and no event is recorded before it happens: so what a period needs was recorded since
/// it began, and the table is not read further back than that.
final class FigureQueries {
  /// The facts of the period; the kind follows.
  static final String FACTS =
      """
      select lead_id, null::text as what, happened_at, recorded_at, segment, source, team, rep,
        name, subject, number, amount, total, flag, sequence
      from scorecard_fact
      where happened_at >= :from and happened_at < :to and recorded_at <= :asOf and kind = \
      """;

  static final List<FigureQuery> ALL =
      List.of(
          LeadQueries.CAPTURES,
          PromiseQueries.PROMISES,
          LeadQueries.RESPONSES,
          StageQueries.VISITS,
          StageQueries.COHORTS,
          PromiseQueries.ROUTINGS,
          PromiseQueries.ASSIGNMENTS,
          PromiseQueries.ERRORS,
          StageQueries.STAYS,
          LeadQueries.DELIVERIES,
          LeadQueries.PIPELINE);

  private FigureQueries() {}
}
