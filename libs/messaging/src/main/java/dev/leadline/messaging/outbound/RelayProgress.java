package dev.leadline.messaging.outbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// How far the relay of a database has come, kept durably beside the replication slot.
///
/// PostgreSQL holds the confirmed position of a slot in memory and writes it down only now and
/// then, so after a crash of the server a slot would hand out again all that was confirmed since.
/// With this, what is published again stays bounded.
///
/// Each relay that takes the slot begins a new epoch, a number greater than all before, in
/// milliseconds since 1970 so that it also grows over a database that was set back to an older day.
final class RelayProgress {
  private final DataSource database;
  private final String slot;

  RelayProgress(DataSource database, String slot) {
    this.database = database;
    this.slot = slot;
  }

  /// Begins a new epoch, and moves the slot up to what is known to be published, if no other relay
  /// holds the slot or is about to take it.
  ///
  /// @return the epoch, and the right to take the slot for as long as it is not closed; empty when
  ///   it is another's turn
  Optional<RelayTurn> tryBegin() throws SQLException {
    Connection connection = database.getConnection();
    try {
      Optional<RelayTurn> turn = tryBegin(connection);
      if (turn.isEmpty()) {
        connection.close();
      }
      return turn;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private Optional<RelayTurn> tryBegin(Connection connection) throws SQLException {
    if (!RelayTurn.tryLock(connection, slot)) {
      return Optional.empty();
    }
    try {
      Optional<Long> epoch = beginEpoch(connection);
      if (epoch.isPresent()) {
        advanceSlot(connection);
        return Optional.of(new RelayTurn(epoch.get(), connection, slot));
      }
    } catch (SQLException failure) {
      RelayTurn.unlock(connection, slot);
      throw failure;
    }
    RelayTurn.unlock(connection, slot);
    return Optional.empty();
  }

  private Optional<Long> beginEpoch(Connection connection) throws SQLException {
    try (PreparedStatement begin =
        connection.prepareStatement(
            """
            insert into relay_progress as p (slot, epoch, published)
            select slot_name, extract(epoch from clock_timestamp()) * 1000, confirmed_flush_lsn
            from pg_replication_slots where slot_name = ? and not active
            on conflict (slot) do update
            set epoch = greatest(p.epoch + 1, excluded.epoch), updated_at = now()
            returning epoch
            """)) {
      begin.setString(1, slot);
      try (ResultSet row = begin.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  /// Writes down what the slot says is published.
  ///
  /// @return whether the epoch is still the newest; if not, another relay has taken over
  boolean save(long epoch) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement save =
            connection.prepareStatement(
                """
                update relay_progress p
                set published = greatest(p.published, s.confirmed_flush_lsn), updated_at = now()
                from pg_replication_slots s
                where s.slot_name = p.slot and p.slot = ? and p.epoch = ?
                """)) {
      save.setString(1, slot);
      save.setLong(2, epoch);
      return save.executeUpdate() == 1;
    }
  }

  private void advanceSlot(Connection connection) throws SQLException {
    try (PreparedStatement advance =
        connection.prepareStatement(
            """
            select pg_replication_slot_advance(s.slot_name, p.published)
            from pg_replication_slots s join relay_progress p on p.slot = s.slot_name
            where s.slot_name = ? and p.published > s.confirmed_flush_lsn
            """)) {
      advance.setString(1, slot);
      advance.execute();
    }
  }
}
