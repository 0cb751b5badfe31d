package dev.leadline.sla.store;

import dev.leadline.messaging.jdbc.CopyRows;
import dev.leadline.sla.application.Scorecards;
import dev.leadline.sla.scorecard.Fact;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Kind;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The table `scorecard_fact`.
@ApplicationScoped
class PostgresScorecards implements Scorecards {
  private static final String APPEND =
      """
      copy scorecard_fact
        (kind, lead_id, happened_at, recorded_at, sequence, segment, source, team, rep,
         name, subject, number, amount, total, flag)
      from stdin (format binary)
      """;

  private static final int COLUMNS = 15;

  /// All figures over the same data; sorts and hashes of a month in memory. Every lead is looked up
  /// once, which a memoized lookup by the index is several times slower at than a hash. Without
  /// nested loops, for where facts came in faster than their tables were analyzed, the planner
  /// takes them to be few and compares each with each.
  static final String READING =
      "set transaction isolation level repeatable read; set local work_mem = '64MB';"
          + " set local jit = off; set local enable_memoize = off; set local enable_nestloop = off";

  private static final int PORTION = 10_000;

  private static final String REMOVE =
      """
      with old as (
        select ctid as place from scorecard_:kind where recorded_at < ? limit ?)
      delete from scorecard_:kind where ctid = any(array(select place from old))
      """;

  private final DataSource database;

  PostgresScorecards(DataSource database) {
    this.database = database;
  }

  @Override
  public void append(Connection connection, List<Fact> facts) throws SQLException {
    if (facts.isEmpty()) {
      return;
    }
    CopyRows rows = new CopyRows(COLUMNS);
    for (Fact fact : facts) {
      Detail detail = fact.detail();
      rows.row()
          .add(fact.kind().word())
          .add(fact.lead() == null ? null : fact.lead().value())
          .add(fact.happenedAt())
          .add(fact.recordedAt())
          .add(fact.sequence())
          .add(fact.segment())
          .add(fact.source())
          .add(fact.owner().team())
          .add(fact.owner().rep())
          .add(detail.name())
          .add(detail.subject())
          .add(detail.number())
          .add(detail.amount())
          .add(detail.total())
          .add(detail.flag());
    }
    rows.into(connection, APPEND);
  }

  @Override
  public List<List<Measure>> measures(List<Question> questions) {
    return Reading.from(
        database,
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute(READING);
          }
          Answers answers = new Answers(connection);
          List<List<Measure>> measures = new ArrayList<>();
          for (Question question : questions) {
            measures.add(answers.to(question));
          }
          connection.commit();
          return measures;
        });
  }

  /// A portion at a time, each a transaction of its own.
  @Override
  public long removeBefore(Instant recorded) {
    long removed = 0;
    for (Kind kind : Kind.values()) {
      int portion;
      do {
        portion = removePortion(REMOVE.replace(":kind", kind.word()), recorded);
        removed += portion;
      } while (portion == PORTION);
    }
    return removed;
  }

  private int removePortion(String sql, Instant before) {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            delete.setInt(2, PORTION);
            return delete.executeUpdate();
          }
        });
  }
}
