package dev.leadline.sla.store;

import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Who had each lead last, as of an instant: a table of the transaction, so that it is worked out
/// once for all figures.
final class LastOwners {
  static final String NAME = "last_owner";
  static final String JOIN = "left join last_owner on last_owner.lead_id = f.lead_id\n";

  private static final String FILL =
      """
      insert into last_owner
      select distinct on (lead_id) lead_id, team, rep
      from scorecard_fact
      where kind = 'assigned' and recorded_at <= :asOf
      order by lead_id, recorded_at desc, sequence desc
      """;

  private LastOwners() {}

  static boolean areAskedFor(Split split) {
    return split == Split.TEAM || split == Split.REP;
  }

  /// Makes the table for questions as of one instant, in place of that for another.
  static void know(Connection connection, Question question) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "drop table if exists pg_temp.last_owner;"
              + " create temp table last_owner (lead_id uuid, team text, rep text) on commit drop");
      try (PreparedStatement fill = Instants.in(question).prepare(connection, FILL)) {
        fill.executeUpdate();
      }
      statement.execute("analyze last_owner");
    }
  }
}
