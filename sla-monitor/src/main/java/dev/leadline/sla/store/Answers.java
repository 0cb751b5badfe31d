package dev.leadline.sla.store;

import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers questions within one transaction. What they have in common is worked out once: the last
/// owners as of an instant, and the figures of periods that hold the same facts.
final class Answers {
  private static final String ANY_EARLIER =
      "select exists (select from scorecard_fact where happened_at < :from or recorded_at < :from)";

  private final Connection connection;
  private final Map<Rows, List<Measure>> known = new HashMap<>();
  private @Nullable Instant ownersAsOf;

  Answers(Connection connection) {
    this.connection = connection;
  }

  /// What a query looks at.
  ///
  /// @param from null when all is looked at, from the first fact on
  private record Rows(
      FigureQuery query, @Nullable Instant from, Instant to, Instant asOf, Set<Split> splits) {}

  List<Measure> to(Question question) throws SQLException {
    knowOwners(question);
    Instant from = isAnyEarlier(question) ? question.from() : null;
    List<Measure> measures = new ArrayList<>();
    for (FigureQuery query : FigureQueries.ALL) {
      Rows rows =
          new Rows(
              query,
              query.isOfItsEnd() ? null : from,
              question.to(),
              question.asOf(),
              question.splits());
      measures.addAll(measures(rows, question));
    }
    return measures;
  }

  private boolean isAnyEarlier(Question question) throws SQLException {
    try (PreparedStatement select = Instants.in(question).prepare(connection, ANY_EARLIER);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private void knowOwners(Question question) throws SQLException {
    if (question.splits().stream().anyMatch(LastOwners::areAskedFor)
        && !question.asOf().equals(ownersAsOf)) {
      LastOwners.know(connection, question);
      ownersAsOf = question.asOf();
    }
  }

  private List<Measure> measures(Rows rows, Question question) throws SQLException {
    List<Measure> measures = known.get(rows);
    if (measures == null) {
      measures = rows.query().ask(connection, question);
      known.put(rows, measures);
    }
    return measures;
  }
}
