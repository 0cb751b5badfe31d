package dev.leadline.sla.application;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The chains of the decision records of timers. There are several, since a chain has one writer at
/// a time: monitors that fire at once do not wait for each other.
final class TimerChains {
  private static final String PREFIX = "sla-monitor:timers:";

  /// More than monitors fire at once.
  private static final int COUNT = 8;

  /// Any number that no other lock of the database has.
  private static final int LOCKS = 0x7469_6d65;

  private static final String TAKE =
      "select number from generate_series(1, ?) as number"
          + " where pg_try_advisory_xact_lock(?, number) limit 1";

  private TimerChains() {}

  /// A chain that nobody else writes to until the transaction ends; the first one, which is then
  /// waited for, when all are written to.
  static String free(Connection connection) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setInt(1, COUNT);
      take.setInt(2, LOCKS);
      try (ResultSet row = take.executeQuery()) {
        return PREFIX + (row.next() ? row.getInt("number") : 1);
      }
    }
  }
}
