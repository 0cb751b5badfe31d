package dev.leadline.benchmarks.audit;

import dev.leadline.audit.DecisionLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/// The tables of the audit trail, and beside them what a service writes in the same transaction.
final class Tables {
  private static final List<String> MIGRATIONS =
      List.of("/db/audit/V0_2__decisions.sql", "/db/audit/V0_4__decisions_by_month.sql");

  /// The same decisions with no chain to enter.
  private static final String PLAIN =
      """
      create table plain_decision (
        id uuid not null, lead_id uuid not null, kind text not null, happened_at timestamptz not null,
        recorded_at timestamptz not null, policy_version text, causation uuid, correlation text not null,
        actor_kind text not null, actor_name text not null, outcome text not null, reasons json not null,
        input_digest text not null, primary key (id, recorded_at)) partition by range (recorded_at);
      create index plain_decision_lead on plain_decision (lead_id, recorded_at);
      create table plain_decision_rest partition of plain_decision default
      """;

  private static final String SERVICE =
      """
      create table lead_state (lead_id uuid primary key, version bigint not null, state json not null);
      create table position (topic_partition int primary key, next_offset bigint not null);
      insert into position values (0, 0)
      """;

  private Tables() {}

  static void make(String url) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String migration : MIGRATIONS) {
        try (InputStream sql = DecisionLog.class.getResourceAsStream(migration)) {
          statement.execute(
              new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      statement.execute(PLAIN);
      statement.execute(SERVICE);
    }
  }
}
