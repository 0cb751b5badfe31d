package dev.leadline.messaging.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/// The right of one relay to take the slot: keeps the others from beginning an epoch in between. To
/// be closed as soon as the slot is held, or cannot be had. An advisory lock of its connection, so
/// it ends with the process.
final class RelayTurn implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RelayTurn.class);

  private final long epoch;
  private final Connection connection;
  private final String slot;
  private boolean closed;

  RelayTurn(long epoch, Connection connection, String slot) {
    this.epoch = epoch;
    this.connection = connection;
    this.slot = slot;
  }

  long epoch() {
    return epoch;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (connection) {
      unlock(connection, slot);
    } catch (SQLException lost) {
      LOG.debugf(lost, "Connection lost, and the lock with it slot=%s", slot);
    }
  }

  static boolean tryLock(Connection connection, String slot) throws SQLException {
    return ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", slot);
  }

  static void unlock(Connection connection, String slot) throws SQLException {
    boolean _ = ask(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", slot);
  }

  private static boolean ask(Connection connection, String question, String slot)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(question)) {
      query.setString(1, "leadline relay " + slot);
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
