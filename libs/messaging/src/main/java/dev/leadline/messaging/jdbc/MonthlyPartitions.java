package dev.leadline.messaging.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The partitions of a table by month of UTC, each called `<table>_2026_11` or the like: made
/// ahead, dropped when they have been kept long enough. What was written before its month had one
/// waits in the default partition `<table>_rest` and is moved when it is made.
public final class MonthlyPartitions {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");

  private static final String ALL =
      """
      select child.oid::regclass::text as name,
        substring(bound from 'FROM \\(''([^'']+)''\\)')::timestamptz as begins,
        substring(bound from 'TO \\(''([^'']+)''\\)')::timestamptz as ends
      from pg_inherits join pg_class child on child.oid = inhrelid
        cross join lateral pg_get_expr(child.relpartbound, child.oid) as bound
      where inhparent = ?::regclass and bound <> 'DEFAULT'
      order by ends
      """;

  /// Nothing is vacuumed that has only grown: that would write every page a second time, to mark
  /// what nobody asks for, in tables that are dropped as a whole.
  private static final String UNMARKED = "autovacuum_vacuum_insert_threshold = -1";

  private final String table;
  private final String column;

  /// @param column the instant by which the table is partitioned
  public MonthlyPartitions(String table, String column) {
    this.table = table;
    this.column = column;
  }

  /// @param begins null when it holds everything before it ends
  private record Partition(String name, @Nullable Instant begins, Instant ends) {
    boolean holds(Instant at) {
      return at.isBefore(ends) && (begins == null || !at.isBefore(begins));
    }
  }

  /// Makes the partitions of this month and the next, and drops the months of which everything is
  /// older than it is kept, in a transaction of its own. Does nothing while another transaction
  /// does it.
  ///
  /// @param kept zero keeps all
  /// @return the partitions that were dropped
  public List<String> keep(DataSource database, Instant now, Period kept) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      List<String> dropped = List.of();
      if (take(connection)) {
        make(connection, month(now), 2);
        dropped = kept.isZero() ? dropped : dropBefore(connection, oldest(now, kept));
      }
      connection.commit();
      return dropped;
    }
  }

  /// When the first month begins of which anything is kept.
  public static Instant oldest(Instant now, Period kept) {
    return start(YearMonth.from(now.atOffset(ZoneOffset.UTC).minus(kept)));
  }

  /// Takes on the table's partitions until the transaction ends; false when another transaction
  /// has. From then on the transaction fails rather than wait for long for those who write.
  public boolean take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '2s'");
    }
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, table);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /// Makes those of some months that are missing.
  ///
  /// @param months how many, from the first on
  public void make(Connection connection, YearMonth first, int months) throws SQLException {
    List<Partition> known = all(connection);
    for (int month = 0; month < months; month++) {
      YearMonth wanted = first.plusMonths(month);
      if (known.stream().noneMatch(partition -> partition.holds(start(wanted)))) {
        make(connection, wanted);
      }
    }
  }

  /// The partitions that hold nothing from an instant on, the oldest first.
  public List<String> endedBy(Connection connection, Instant instant) throws SQLException {
    return all(connection).stream()
        .filter(partition -> !partition.ends().isAfter(instant))
        .map(Partition::name)
        .toList();
  }

  /// The month of UTC that an instant is in.
  public static YearMonth month(Instant instant) {
    return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The default partition takes nothing more until what waits in it is moved.
  private void make(Connection connection, YearMonth month) throws SQLException {
    String rest = table + "_rest";
    String name = table + "_" + month.format(MONTH);
    Instant from = start(month);
    Instant to = start(month.plusMonths(1));
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table %s in access exclusive mode".formatted(rest));
      statement.execute(
          "create table %s (like %s including all) with (%s)".formatted(name, table, UNMARKED));
      statement.execute(
          "with waiting as (delete from %1$s where %2$s >= '%3$s' and %2$s < '%4$s' returning *) insert into %5$s select * from waiting"
              .formatted(rest, column, from, to, name));
      statement.execute(
          "alter table %s attach partition %s for values from ('%s') to ('%s')"
              .formatted(table, name, from, to));
    }
  }

  private List<String> dropBefore(Connection connection, Instant oldest) throws SQLException {
    List<String> old = endedBy(connection, oldest);
    try (Statement statement = connection.createStatement()) {
      for (String partition : old) {
        statement.execute("drop table " + partition);
      }
      statement.execute("delete from %s_rest where %s < '%s'".formatted(table, column, oldest));
    }
    return old;
  }

  private List<Partition> all(Connection connection) throws SQLException {
    List<Partition> all = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          all.add(
              new Partition(
                  rows.getString("name"),
                  Columns.instantOrNull(rows, "begins"),
                  Columns.instant(rows, "ends")));
        }
      }
    }
    return all;
  }
}
