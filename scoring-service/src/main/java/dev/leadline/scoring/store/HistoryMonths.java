package dev.leadline.scoring.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The partitions of `lead_history`, one a month of UTC.
final class HistoryMonths {
  private static final String PREFIX = "lead_history_";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");
  private static final long ONE_AT_A_TIME = 0x6869_7374_6f72_6965L;

  private HistoryMonths() {}

  /// The month before which nothing is kept, as an instant.
  static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Makes the partitions of this month and the next, and drops what was told before another, as
  /// part of the connection's transaction. Fails rather than wait for long for those who write.
  ///
  /// @return the partitions that were dropped
  static List<String> keep(Connection connection, YearMonth now, YearMonth oldest)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '2s'");
      statement.execute("select pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
      make(statement, now);
      make(statement, now.plusMonths(1));
      List<String> old = before(connection, PREFIX + oldest.format(MONTH));
      for (String partition : old) {
        statement.execute("drop table " + partition);
      }
      statement.execute("delete from lead_history_rest where at < '" + start(oldest) + "'");
      return old;
    }
  }

  /// What was told of a month before it had a partition waits in the last one, which takes nothing
  /// more until it is moved.
  private static void make(Statement statement, YearMonth month) throws SQLException {
    String name = PREFIX + month.format(MONTH);
    if (isThere(statement, name)) {
      return;
    }
    Instant from = start(month);
    Instant to = start(month.plusMonths(1));
    statement.execute("lock table lead_history_rest in access exclusive mode");
    statement.execute("create table %s (like lead_history including all)".formatted(name));
    statement.execute(
        "with waiting as (delete from lead_history_rest where at >= '%s' and at < '%s' returning *) insert into %s select * from waiting"
            .formatted(from, to, name));
    statement.execute(
        "alter table lead_history attach partition %s for values from ('%s') to ('%s')"
            .formatted(name, from, to));
  }

  private static boolean isThere(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select to_regclass('%s') is not null".formatted(name))) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// The months of which every one comes before that name.
  private static List<String> before(Connection connection, String oldest) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
            where inhparent = 'lead_history'::regclass
              and relname ~ '^lead_history_\\d{4}_\\d{2}$' and relname < ?
            order by relname
            """)) {
      select.setString(1, oldest);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
