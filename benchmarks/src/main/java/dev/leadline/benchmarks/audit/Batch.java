package dev.leadline.benchmarks.audit;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The transaction of a service's batch as the database sees it: position, states loaded and
/// written, decisions, events, commit. Nothing is decided.
final class Batch {
  private static final String CHAIN = "routing:leadline.lifecycle.v1:0";
  private static final int EVENTS_A_MESSAGE = 50;
  private static final String STATE = "{\"fields\":\"" + "x".repeat(700) + "\"}";
  private static final String EVENT = "y".repeat(600);

  private static final String PLAIN =
      """
      insert into plain_decision select id, lead_id, kind, happened_at, recorded_at, policy_version,
        causation, correlation, actor_kind, actor_name, outcome, reasons::json, input_digest
      from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::uuid[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as link (id, lead_id, kind, happened_at, recorded_at, policy_version, causation, correlation,
          actor_kind, actor_name, outcome, reasons, input_digest)
      """;

  private final Connection connection;
  private final boolean chained;

  Batch(Connection connection, boolean chained) {
    this.connection = connection;
    this.chained = chained;
  }

  void run(List<DecisionRecord> records) throws SQLException {
    ask("update position set next_offset = next_offset + 1 where topic_partition = 0");
    UUID[] leads =
        records.stream().map(record -> record.lead().value()).distinct().toArray(UUID[]::new);
    states(leads);
    if (chained) {
      DecisionLog.append(connection, CHAIN, records);
    } else {
      plain(records);
    }
    events(records.size());
    connection.commit();
  }

  private void states(UUID[] leads) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select state from lead_state where lead_id = any(?) order by lead_id for update")) {
      select.setArray(1, connection.createArrayOf("uuid", leads));
      select.executeQuery().close();
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into lead_state select lead, 1, ?::json from unnest(?) as lead"
                + " on conflict (lead_id) do update set version = lead_state.version + 1")) {
      upsert.setString(1, STATE);
      upsert.setArray(2, connection.createArrayOf("uuid", leads));
      upsert.executeUpdate();
    }
  }

  private void events(int count) throws SQLException {
    try (PreparedStatement emit =
        connection.prepareStatement("select pg_logical_emit_message(true, 'outbox', ?)")) {
      for (int left = count; left > 0; left -= EVENTS_A_MESSAGE) {
        emit.setString(1, EVENT.repeat(Math.min(left, EVENTS_A_MESSAGE)));
        emit.executeQuery().close();
      }
    }
  }

  private void plain(List<DecisionRecord> records) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PLAIN)) {
      List<Column> columns =
          Stream.of(
                  new Column("uuid", DecisionRecord::id),
                  new Column("uuid", record -> record.lead().value()),
                  new Column("text", DecisionRecord::kind),
                  new Column("text", record -> record.happenedAt().toString()),
                  new Column("text", record -> record.recordedAt().toString()),
                  new Column("text", DecisionRecord::policyVersion),
                  new Column("uuid", DecisionRecord::causation),
                  new Column("text", DecisionRecord::correlation),
                  new Column("text", record -> record.actor().kind().name()),
                  new Column("text", record -> record.actor().name()),
                  new Column("text", DecisionRecord::outcome),
                  new Column("text", record -> json(record.reasons())),
                  new Column("text", DecisionRecord::inputDigest))
              .toList();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        insert.setArray(
            i + 1,
            connection.createArrayOf(
                column.type(), records.stream().map(column.value()).toArray()));
      }
      insert.executeUpdate();
    }
  }

  private void ask(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static String json(Object value) {
    try {
      return EventCodec.mapper().writeValueAsString(value);
    } catch (IOException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  private record Column(String type, Function<DecisionRecord, @Nullable Object> value) {}
}
