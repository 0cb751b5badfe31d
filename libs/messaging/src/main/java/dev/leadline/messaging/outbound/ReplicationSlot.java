package dev.leadline.messaging.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// The place in the write-ahead log up to which the outbox of a database has been published; one a
/// database, named after it.
public final class ReplicationSlot {
  static final String PUBLICATION = "leadline";

  private static final Logger LOG = Logger.getLogger(ReplicationSlot.class);

  /// Duplicate object, unique violation.
  private static final Set<String> EXISTS_ALREADY = Set.of("42710", "23505");

  private final DataSource database;
  private final String name;

  public ReplicationSlot(DataSource database, String name) {
    this.database = database;
    this.name = name;
  }

  /// The slot's name for a database: `leadline_` and the name, in the letters that slots may have.
  public static String nameFor(String databaseName) {
    return "leadline_" + databaseName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }

  public String name() {
    return name;
  }

  /// Makes the slot if this database has never had one. To be called before anything is published,
  /// as a slot sees nothing of what was written before it.
  ///
  /// @param acceptLostEvents whether a slot that is gone may be made anew although events may have
  ///   been lost with it
  /// @throws LostEventsException when the slot is gone or has been cut off, and that is not
  ///   accepted
  public void ensure(boolean acceptLostEvents) throws SQLException {
    try (Connection connection = database.getConnection()) {
      ensurePublication(connection);
      Optional<State> state = state(connection);
      if (state.isPresent() && !state.get().lost()) {
        return;
      }
      if (state.isPresent() || hasBeenUsed(connection)) {
        refuseUnless(acceptLostEvents, state.isPresent());
        forget(connection, state.isPresent());
      }
      create(connection);
    }
  }

  /// What the server says about the slot; empty when there is none.
  Optional<State> state() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return state(connection);
    }
  }

  /// @param active whether a relay holds it
  /// @param lost whether the server has removed write-ahead log that the slot still needed
  /// @param lagBytes how much write-ahead log there is that it has not confirmed
  /// @param retainedBytes how much write-ahead log the server keeps for it
  record State(boolean active, boolean lost, long lagBytes, long retainedBytes) {}

  private Optional<State> state(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select active, wal_status = 'lost', database = current_database(), database,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0),
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)
            from pg_replication_slots where slot_name = ?
            """)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getBoolean(3)) {
          throw new IllegalStateException(
              "Replication slot '%s' belongs to database '%s': give this service a slot of its own"
                      .formatted(name, row.getString(4))
                  + " with leadline.messaging.relay.slot");
        }
        return Optional.of(
            new State(row.getBoolean(1), row.getBoolean(2), row.getLong(5), row.getLong(6)));
      }
    }
  }

  private void refuseUnless(boolean accepted, boolean cutOff) {
    String what =
        cutOff
            ? "Replication slot '%s' was cut off by max_slot_wal_keep_size".formatted(name)
            : "Replication slot '%s' is gone although this database has been used".formatted(name);
    if (!accepted) {
      throw new LostEventsException(
          what
              + ": events that were committed and not yet published are lost. Compare the database"
              + " with its topic, then start once with"
              + " leadline.messaging.relay.accept-lost-events=true to go on with a new slot");
    }
    LOG.warnf("Lost events accepted, making a new replication slot reason=\"%s\"", what);
  }

  private boolean hasBeenUsed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select exists (select from relay_progress)
                    or exists (select from consumer_position where next_offset > 0)
                """)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private void forget(Connection connection, boolean exists) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (exists) {
        statement.execute("select pg_drop_replication_slot('" + name + "')");
      }
      // Its positions mean nothing to a new slot; its epochs still do.
      statement.execute("update relay_progress set published = '0/0'");
    }
  }

  private static void ensurePublication(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet known =
          statement.executeQuery(
              "select from pg_publication where pubname = '" + PUBLICATION + "'")) {
        if (known.next()) {
          return;
        }
      }
      ignoringTwin(statement, "create publication " + PUBLICATION);
    }
  }

  private void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ignoringTwin(
          statement, "select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
      LOG.infof("Replication slot made slot=%s", name);
    }
  }

  /// Another replica may start at the same time and be first.
  private static void ignoringTwin(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException failure) {
      if (!EXISTS_ALREADY.contains(failure.getSQLState())) {
        throw failure;
      }
    }
  }
}
