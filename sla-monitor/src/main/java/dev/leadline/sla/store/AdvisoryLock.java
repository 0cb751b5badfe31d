package dev.leadline.sla.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A lock by number that one transaction at a time has.
final class AdvisoryLock {
  private AdvisoryLock() {}

  /// Takes it until the transaction ends; false when another transaction has it.
  static boolean take(Connection connection, long number) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_try_advisory_xact_lock(?) as taken")) {
      lock.setLong(1, number);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean("taken");
      }
    }
  }
}
