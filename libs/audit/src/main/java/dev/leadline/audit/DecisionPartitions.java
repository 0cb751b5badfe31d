package dev.leadline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The months of the table `decision`: made ahead, dropped when they have been kept long enough.
///
/// Of each chain the last link that is dropped is remembered, so that the rest still verifies.
public final class DecisionPartitions {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");
  private static final int MONTHS_AHEAD = 2;
  private static final long ONE_AT_A_TIME = 0x6465_6369_7369_6f6eL;

  private static final String OLD =
      """
      select child.oid::regclass::text
      from pg_inherits join pg_class child on child.oid = inhrelid
      where inhparent = 'decision'::regclass
        and substring(pg_get_expr(child.relpartbound, child.oid) from 'TO \\(''([^'']+)''\\)')::timestamptz <= ?
      order by 1
      """;

  /// Clocks of two writers may differ around the turn of a month.
  private static final String STRAGGLERS =
      "delete from decision using chain_anchor as dropped"
          + " where decision.chain = dropped.chain and decision.sequence <= dropped.sequence";

  private DecisionPartitions() {}

  /// Makes the partitions of this month and the next ones and drops those whose every record is
  /// older than `kept`, as part of the connection's transaction. Does nothing while another
  /// transaction does it, and fails rather than wait for long for those that write decisions.
  ///
  /// @param kept how long decisions are kept; zero keeps them for ever
  /// @return the last link that was dropped of every chain of which any was
  public static List<ChainHead> keep(Connection connection, Instant now, Period kept)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '2s'");
      if (!isAlone(statement)) {
        return List.of();
      }
      YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
      for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
        make(statement, month.plusMonths(ahead));
      }
      return kept.isZero() ? List.of() : dropBefore(connection, now, kept);
    }
  }

  private static boolean isAlone(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select pg_try_advisory_xact_lock(" + ONE_AT_A_TIME + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// What was recorded in a month before it had a partition waits in the last one, which takes
  /// nothing more until it is moved.
  private static void make(Statement statement, YearMonth month) throws SQLException {
    String name = "decision_" + month.format(MONTH);
    String from = month.atDay(1) + "T00:00:00Z";
    String to = month.plusMonths(1).atDay(1) + "T00:00:00Z";
    if (isThere(statement, name) || isCovered(statement, from)) {
      return;
    }
    statement.execute("lock table decision_rest in access exclusive mode");
    statement.execute("create table %s (like decision including all)".formatted(name));
    statement.execute(
        "with waiting as (delete from decision_rest where recorded_at >= '%s' and recorded_at < '%s' returning *) insert into %s select * from waiting"
            .formatted(from, to, name));
    statement.execute(
        "alter table decision attach partition %s for values from ('%s') to ('%s')"
            .formatted(name, from, to));
  }

  private static boolean isThere(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select to_regclass('%s') is not null".formatted(name))) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// The decisions from before there were months are one partition until the end of theirs.
  private static boolean isCovered(Statement statement, String instant) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            select exists (
              select from pg_inherits join pg_class child on child.oid = inhrelid
              where inhparent = 'decision'::regclass and child.relname = 'decision_before'
                and substring(pg_get_expr(child.relpartbound, child.oid) from 'TO \\(''([^'']+)''\\)')::timestamptz > '%s')
            """
                .formatted(instant))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static List<ChainHead> dropBefore(Connection connection, Instant now, Period kept)
      throws SQLException {
    Instant oldest = now.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    List<String> old = old(connection, oldest);
    if (old.isEmpty()) {
      return List.of();
    }
    for (String partition : old) {
      remember(connection, partition, now);
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop table " + partition);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(STRAGGLERS);
    }
    return ChainHeads.droppedAt(connection, now);
  }

  /// Of each chain the last link of a partition.
  private static void remember(Connection connection, String partition, Instant now)
      throws SQLException {
    String insert =
        """
        insert into chain_anchor (chain, sequence, hash, dropped_at)
        select chain_head.chain, last.sequence, last.hash, ?
        from chain_head cross join lateral (
          select sequence, hash from %s as link where link.chain = chain_head.chain
          order by sequence desc limit 1) as last
        on conflict (chain) do update
          set sequence = excluded.sequence, hash = excluded.hash, dropped_at = excluded.dropped_at
          where excluded.sequence > chain_anchor.sequence
        """
            .formatted(partition);
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.executeUpdate();
    }
  }

  private static List<String> old(Connection connection, Instant oldest) throws SQLException {
    List<String> old = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OLD)) {
      select.setTimestamp(1, Timestamp.from(oldest));
      try (ResultSet names = select.executeQuery()) {
        while (names.next()) {
          old.add(names.getString(1));
        }
      }
    }
    return old;
  }
}
