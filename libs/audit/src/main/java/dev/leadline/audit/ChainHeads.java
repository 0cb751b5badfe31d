package dev.leadline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Heads as rows of the table `chain_head`, and what is told of them elsewhere.
final class ChainHeads {
  private static final String TAKE_UNPUBLISHED =
      """
      with news as (
        insert into chain_published (chain, sequence)
        select chain, sequence from chain_head
        where sequence > 0 and not exists (
          select from chain_published told
          where told.chain = chain_head.chain and told.sequence = chain_head.sequence)
        on conflict (chain) do update set sequence = excluded.sequence
        returning chain)
      select chain, sequence, hash from chain_head join news using (chain) order by chain
      """;

  private ChainHeads() {}

  /// The head of a chain, locked until the transaction ends; a chain that is new begins.
  static ChainHead lock(Connection connection, ChainHead genesis) throws SQLException {
    Optional<ChainHead> head = lock(connection, genesis.chain());
    if (head.isEmpty()) {
      begin(connection, genesis);
      head = lock(connection, genesis.chain());
    }
    return head.orElseThrow();
  }

  /// Every head, by the name of its chain.
  static List<ChainHead> all(Connection connection) throws SQLException {
    return query(connection, "select chain, sequence, hash from chain_head order by chain");
  }

  /// The last link of a chain that was dropped; empty when none was.
  static Optional<ChainHead> lastDropped(Connection connection, String chain) throws SQLException {
    return one(connection, "select chain, sequence, hash from chain_anchor where chain = ?", chain);
  }

  /// The last links that were dropped at that time.
  static List<ChainHead> droppedAt(Connection connection, Instant time) throws SQLException {
    List<ChainHead> dropped = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select chain, sequence, hash from chain_anchor where dropped_at = ? order by chain")) {
      select.setTimestamp(1, Timestamp.from(time));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          dropped.add(head(rows));
        }
      }
    }
    return dropped;
  }

  /// The heads that moved since they were last taken, which they are from then on.
  static List<ChainHead> takeUnpublished(Connection connection) throws SQLException {
    return query(connection, TAKE_UNPUBLISHED);
  }

  private static List<ChainHead> query(Connection connection, String sql) throws SQLException {
    List<ChainHead> heads = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        heads.add(head(rows));
      }
    }
    return heads;
  }

  private static Optional<ChainHead> lock(Connection connection, String chain) throws SQLException {
    return one(
        connection,
        "select chain, sequence, hash from chain_head where chain = ? for update",
        chain);
  }

  private static Optional<ChainHead> one(Connection connection, String sql, String chain)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, chain);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(head(rows)) : Optional.empty();
      }
    }
  }

  private static void begin(Connection connection, ChainHead genesis) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into chain_head (chain, sequence, hash) values (?, ?, ?)"
                + " on conflict (chain) do nothing")) {
      insert.setString(1, genesis.chain());
      insert.setLong(2, genesis.sequence());
      insert.setBytes(3, Hex.bytes(genesis.hash()));
      insert.executeUpdate();
    }
  }

  private static ChainHead head(ResultSet row) throws SQLException {
    return new ChainHead(row.getString(1), row.getLong(2), Hex.text(row.getBytes(3)));
  }
}
