package dev.leadline.audit;

import dev.leadline.events.LeadId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The decision records of a service, in its own database, beside the effects that they explain.
///
/// A chain has one writer at a time: its head row is locked until the transaction ends. Name chains
/// so that writers do not wait for each other: `<service>:<topic>:<partition>`,
/// `<service>:requests`, `<service>:timers`.
public final class DecisionLog {
  private DecisionLog() {}

  /// Appends records to a chain, in their order, as part of the connection's transaction. Costs
  /// three statements, however many records there are; none when there are none.
  ///
  /// @return the head that the chain then has
  public static Optional<ChainHead> append(
      Connection connection, String chain, List<DecisionRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    AuditChain hashes = new AuditChain();
    ChainHead head = lockedHead(connection, hashes.genesis(chain));
    List<ChainLink> links = new ArrayList<>(records.size());
    for (DecisionRecord record : records) {
      ChainLink link = hashes.link(head, record);
      links.add(link);
      head = link.head();
    }
    DecisionTable.insert(connection, chain, links);
    move(connection, head);
    return Optional.of(head);
  }

  /// The links of a chain from its first, read as the stream is consumed. Needs a connection
  /// without auto-commit to read in portions; the stream has to be closed.
  public static Stream<ChainLink> read(Connection connection, String chain) throws SQLException {
    return DecisionTable.stream(connection, "chain = ? order by sequence", chain);
  }

  /// The decisions about a lead in this service, oldest first; the stream has to be closed.
  public static Stream<ChainLink> about(Connection connection, LeadId lead) throws SQLException {
    return DecisionTable.stream(
        connection, "lead_id = ? order by recorded_at, chain, sequence", lead.value());
  }

  /// The heads of every chain of this database, by name.
  public static List<ChainHead> heads(Connection connection) throws SQLException {
    List<ChainHead> heads = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select chain, sequence, hash from chain_head order by chain");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        heads.add(head(rows));
      }
    }
    return heads;
  }

  private static ChainHead lockedHead(Connection connection, ChainHead genesis)
      throws SQLException {
    Optional<ChainHead> head = lock(connection, genesis.chain());
    if (head.isEmpty()) {
      begin(connection, genesis);
      head = lock(connection, genesis.chain());
    }
    return head.orElseThrow();
  }

  private static Optional<ChainHead> lock(Connection connection, String chain) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select chain, sequence, hash from chain_head where chain = ? for update")) {
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

  private static void move(Connection connection, ChainHead head) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update chain_head set sequence = ?, hash = ? where chain = ?")) {
      update.setLong(1, head.sequence());
      update.setBytes(2, Hex.bytes(head.hash()));
      update.setString(3, head.chain());
      update.executeUpdate();
    }
  }

  private static ChainHead head(ResultSet row) throws SQLException {
    return new ChainHead(row.getString(1), row.getLong(2), Hex.text(row.getBytes(3)));
  }
}
