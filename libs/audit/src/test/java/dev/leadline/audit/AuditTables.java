package dev.leadline.audit;

import dev.leadline.testsupport.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/// The tables of the audit trail in a database of their own.
final class AuditTables {
  static final String FIRST = "/db/audit/V0_2__decisions.sql";
  static final String BY_MONTH = "/db/audit/V0_4__decisions_by_month.sql";

  private AuditTables() {}

  /// A database with all tables.
  ///
  /// @return its URL
  static String fresh() throws SQLException, IOException {
    String url = TestPostgres.freshDatabase();
    try (Connection connection = TestPostgres.connect(url)) {
      for (String migration : List.of(FIRST, BY_MONTH)) {
        migrate(connection, migration);
      }
    }
    return url;
  }

  static void migrate(Connection connection, String migration) throws SQLException, IOException {
    try (InputStream sql = DecisionLog.class.getResourceAsStream(migration)) {
      execute(
          connection,
          new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : statement.getUpdateCount();
    }
  }

  static Connection open(String url) throws SQLException {
    Connection opened = TestPostgres.connect(url);
    opened.setAutoCommit(false);
    return opened;
  }
}
