package dev.leadline.sla.store;

import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A statement that measures some figures over the same rows, as a whole and for every part of
/// every split in one pass.
///
/// @param rows selects what is counted, with the columns `lead_id`, `what`, `happened_at`,
///   `recorded_at`, `segment`, `source`, `team` and `rep` and those that the columns use. `:from`,
///   `:to` and `:asOf` stand for the question's
/// @param owned whether a row has an owner of its own; else the lead's last one counts
record FigureQuery(String rows, boolean owned, List<Column> columns) {

  /// How a figure comes of the rows.
  ///
  /// @param numerator an aggregate; null when nothing is counted above the line
  /// @param denominator an aggregate; null when nothing is counted below
  /// @param value an aggregate, in the unit of the figure; null for a figure that is its counts
  record Column(
      Figure figure,
      @Nullable String numerator,
      @Nullable String denominator,
      @Nullable String value) {

    static Column count(Figure figure, String numerator) {
      return new Column(figure, numerator, null, null);
    }

    static Column share(Figure figure, String numerator, String denominator) {
      return new Column(figure, numerator, denominator, null);
    }

    static Column quantile(Figure figure, String quantile, String seconds) {
      return new Column(
          figure,
          null,
          "count(*)",
          "percentile_cont(%s) within group (order by %s)".formatted(quantile, seconds));
    }
  }

  List<Measure> ask(Connection connection, Question question) throws SQLException {
    List<Measure> measures = new ArrayList<>();
    try (PreparedStatement select = Instants.in(question).prepare(connection, sql(question));
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        for (int column = 0; column < columns.size(); column++) {
          measures.add(measure(row, column, question.splits()));
        }
      }
    }
    return measures;
  }

  private String sql(Question question) {
    boolean lastOwner =
        !owned && (question.splits().contains(Split.TEAM) || question.splits().contains(Split.REP));
    List<Split> splits = question.splits().stream().sorted().toList();
    return (lastOwner ? LAST_OWNERS : "")
        + "select what, max(recorded_at) filter (where recorded_at >= :to) as corrected_at"
        + splits.stream().map(split -> ", part_" + split.word()).collect(Collectors.joining())
        + aggregates()
        + "\nfrom (select f.*"
        + splits.stream()
            .map(split -> ", %s as part_%s".formatted(part(split, lastOwner), split.word()))
            .collect(Collectors.joining())
        + "\nfrom (\n"
        + rows
        + ") f\n"
        + (lastOwner ? "left join owners o on o.lead_id = f.lead_id" : "")
        + ") f\ngroup by grouping sets ((what)"
        + splits.stream()
            .map(split -> ", (what, part_%s)".formatted(split.word()))
            .collect(Collectors.joining())
        + ")";
  }

  private static final String LAST_OWNERS =
      """
      with owners as (
        select distinct on (lead_id) lead_id, team, rep
        from scorecard_fact
        where kind = 'assigned' and recorded_at <= :asOf
        order by lead_id, recorded_at desc, sequence desc)
      """;

  private static String part(Split split, boolean lastOwner) {
    return switch (split) {
      case SEGMENT -> "coalesce(f.segment, 'none')";
      case SOURCE -> "coalesce(f.source, 'none')";
      case TEAM -> "coalesce(%s.team, 'none')".formatted(lastOwner ? "o" : "f");
      case REP -> "coalesce(%s.rep, 'none')".formatted(lastOwner ? "o" : "f");
      case WEEK -> "to_char(f.happened_at at time zone 'UTC', 'IYYY-\"W\"IW')";
    };
  }

  private String aggregates() {
    StringBuilder sql = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      Column each = columns.get(column);
      sql.append(aggregate(each.numerator(), "numerator", column))
          .append(aggregate(each.denominator(), "denominator", column))
          .append(aggregate(each.value(), "value", column));
    }
    return sql.toString();
  }

  private static String aggregate(@Nullable String aggregate, String name, int column) {
    return aggregate == null ? "" : "\n, %s as %s_%d".formatted(aggregate, name, column);
  }

  private Measure measure(ResultSet row, int number, Set<Split> splits) throws SQLException {
    Column column = columns.get(number);
    String of = row.getString("what");
    Split split = null;
    for (Split each : splits) {
      split = row.getString("part_" + each.word()) == null ? split : each;
    }
    String part = split == null ? null : row.getString("part_" + split.word());
    Long denominator = column.denominator() == null ? null : row.getLong("denominator_" + number);
    if (column.numerator() != null) {
      return Measure.counted(
          column.figure(),
          of,
          split,
          part,
          row.getLong("numerator_" + number),
          denominator,
          Columns.instant(row, "corrected_at"));
    }
    return Measure.lasting(
        column.figure(),
        of,
        split,
        part,
        row.getDouble("value_" + number),
        row.getLong("denominator_" + number),
        Columns.instant(row, "corrected_at"));
  }
}
