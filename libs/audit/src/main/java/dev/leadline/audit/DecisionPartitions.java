package dev.leadline.audit;

import dev.leadline.messaging.jdbc.MonthlyPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Period;
import java.util.List;

/// The months of the table `decision`: made ahead, dropped when they have been kept long enough.
///
/// Of each chain the last link that is dropped is remembered, so that the rest still verifies.
public final class DecisionPartitions {
  private static final MonthlyPartitions MONTHS = new MonthlyPartitions("decision", "recorded_at");
  private static final int MADE_AHEAD = 3;

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
    if (!MONTHS.take(connection)) {
      return List.of();
    }
    MONTHS.make(connection, MonthlyPartitions.month(now), MADE_AHEAD);
    return kept.isZero() ? List.of() : dropBefore(connection, now, kept);
  }

  private static List<ChainHead> dropBefore(Connection connection, Instant now, Period kept)
      throws SQLException {
    List<String> old = MONTHS.endedBy(connection, MonthlyPartitions.oldest(now, kept));
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
}
