package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instantOrNull;

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
  /// @param addsUp whether what is counted of two sets of rows sums to what is counted of both
  record Column(
      Figure figure,
      @Nullable String numerator,
      @Nullable String denominator,
      @Nullable String value,
      boolean addsUp) {

    static Column count(Figure figure, String numerator) {
      return new Column(figure, numerator, null, null, true);
    }

    static Column share(Figure figure, String numerator, String denominator) {
      return new Column(figure, numerator, denominator, null, true);
    }

    /// Of the leads of the rows, those for which a condition ever holds.
    static Column shareOfLeads(Figure figure, String condition) {
      return new Column(
          figure,
          "count(distinct lead_id) filter (where %s)".formatted(condition),
          "count(distinct lead_id)",
          null,
          false);
    }

    static Column quantile(Figure figure, String quantile, String seconds) {
      return new Column(
          figure,
          null,
          "count(*)",
          "percentile_cont(%s) within group (order by %s)".formatted(quantile, seconds),
          false);
    }
  }

  /// Whether the answer is the same whenever the period began.
  boolean isOfItsEnd() {
    return !rows.contains(":from");
  }

  /// Asks, on a connection on which [LastOwners] of the question are known if it is split by them.
  List<Measure> ask(Connection connection, Question question) throws SQLException {
    List<Measure> measures = new ArrayList<>();
    String sql = new FigureSql(this, question.splits().stream().sorted().toList()).text();
    try (PreparedStatement select = Instants.in(question).prepare(connection, sql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        for (int column = 0; column < columns.size(); column++) {
          measures.add(measure(row, column, question.splits()));
        }
      }
    }
    return measures;
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
          instantOrNull(row, "corrected_at"));
    }
    return Measure.lasting(
        column.figure(),
        of,
        split,
        part,
        row.getDouble("value_" + number),
        row.getLong("denominator_" + number),
        instantOrNull(row, "corrected_at"));
  }
}
