package dev.leadline.routing;

import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// What routing keeps, as the integration tests look at it.
record Tables(DataSource database) {

  /// Forgets every lead and every change of the roster.
  void clear() throws SQLException {
    execute(
        "truncate lead_routing, pool_state, rep_state, account_owner, account, decision,"
            + " chain_head, rep, rep_change");
    execute("update roster_version set version = 0");
  }

  /// The first column of the first row.
  long number(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// The first column of all rows.
  List<String> texts(String query) throws SQLException {
    return TestPostgres.texts(database, query);
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        var prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  /// All that routing knows and decided, row by row; of a decision all but its hash, which is
  /// salted, so that it tells nothing once erased.
  List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String query :
        List.of(
            "select lead_id || ' ' || state::text || coalesce(explanation::text, '')"
                + " || coalesce(due_at::text, '') from lead_routing order by lead_id",
            "select pool || ' ' || ledger::text from pool_state order by pool",
            "select rep || ' ' || load::text from rep_state order by rep",
            "select domain || owner || leads from account_owner where leads > 0"
                + " order by domain, owner",
            "select to_jsonb(rep) from rep order by id",
            "select version::text from roster_version",
            "select to_jsonb(decision) - '{hash,seal,salt}'::text[] from decision"
                + " order by chain, sequence")) {
      all.addAll(texts(query));
    }
    return all;
  }
}
