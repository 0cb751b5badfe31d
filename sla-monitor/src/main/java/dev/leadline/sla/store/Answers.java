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
/// owners as of an instant, figures that only depend on when the period ends, and everything where
/// a question is about the same facts as the one before.
final class Answers {
  private static final String ANY_EARLIER =
      "select exists (select from scorecard_fact where happened_at < :from or recorded_at < :from)";

  private final Connection connection;
  private final Map<End, List<Measure>> ofEnds = new HashMap<>();
  private @Nullable Instant ownersAsOf;
  private @Nullable Question before;
  private List<Measure> answeredBefore = List.of();

  Answers(Connection connection) {
    this.connection = connection;
  }

  private record End(FigureQuery query, Instant to, Instant asOf, Set<Split> splits) {}

  List<Measure> to(Question question) throws SQLException {
    if (before == null || !isAboutTheSame(before, question)) {
      answeredBefore = measure(question);
    }
    before = question;
    return answeredBefore;
  }

  private boolean isAboutTheSame(Question one, Question other) throws SQLException {
    return one.to().equals(other.to())
        && one.asOf().equals(other.asOf())
        && one.splits().equals(other.splits())
        && !isAnyEarlier(one.from().isAfter(other.from()) ? one : other);
  }

  private boolean isAnyEarlier(Question question) throws SQLException {
    try (PreparedStatement select = Instants.in(question).prepare(connection, ANY_EARLIER);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private List<Measure> measure(Question question) throws SQLException {
    knowOwners(question);
    List<Measure> measures = new ArrayList<>();
    for (FigureQuery query : FigureQueries.ALL) {
      measures.addAll(
          query.isOfItsEnd() ? ofEnd(query, question) : query.ask(connection, question));
    }
    return measures;
  }

  private void knowOwners(Question question) throws SQLException {
    if (question.splits().stream().anyMatch(LastOwners::areAskedFor)
        && !question.asOf().equals(ownersAsOf)) {
      LastOwners.know(connection, question);
      ownersAsOf = question.asOf();
    }
  }

  private List<Measure> ofEnd(FigureQuery query, Question question) throws SQLException {
    End end = new End(query, question.to(), question.asOf(), question.splits());
    List<Measure> known = ofEnds.get(end);
    if (known == null) {
      known = query.ask(connection, question);
      ofEnds.put(end, known);
    }
    return known;
  }
}
