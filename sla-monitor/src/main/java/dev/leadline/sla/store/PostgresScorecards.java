package dev.leadline.sla.store;

import dev.leadline.sla.application.Scorecards;
import dev.leadline.sla.scorecard.Fact;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  /// All figures over the same data; sorts and hashes of a month in memory.
  private static final String READING =
      "set transaction isolation level repeatable read, read only;"
          + " set local work_mem = '64MB'; set local jit = off";

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
  public List<Measure> measures(Question question) {
    return Reading.from(
        database,
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute(READING);
          }
          List<Measure> measures = new ArrayList<>();
          for (FigureQuery query : FigureQueries.ALL) {
            measures.addAll(query.ask(connection, question));
          }
          connection.commit();
          return measures;
        });
  }
}
