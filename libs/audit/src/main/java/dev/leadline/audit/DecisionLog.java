package dev.leadline.audit;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The decision records of a service, in its own database, beside the effects that they explain.
///
/// A chain has one writer at a time: its head row is locked until the transaction ends. Name chains
/// so that writers do not wait for each other: `<service>:<topic>:<partition>`,
/// `<service>:requests`, `<service>:timers`.
public final class DecisionLog {
  private static final String ERASE =
      """
      update decision set salt = null, input_digest = '', reasons = (
        select coalesce(json_agg(json_build_object(
          'rule', reason ->> 'rule', 'verdict', reason ->> 'verdict', 'detail', '') order by place), '[]')
        from json_array_elements(reasons) with ordinality as considered (reason, place))
      where lead_id = any(?) and salt is not null
      """;

  /// Where each chain was left by this process. It may be wrong, after a rollback or when another
  /// process wrote: a chain is only gone on with where the database says that it ends.
  private static final Map<String, ChainHead> LEFT = new ConcurrentHashMap<>();

  private DecisionLog() {}

  /// Appends records to a chain, in their order, as part of the connection's transaction. Costs one
  /// statement, however many records there are, and two more when another process wrote the chain
  /// or a transaction was rolled back; none when there are none.
  ///
  /// @return the head that the chain then has
  public static Optional<ChainHead> append(
      Connection connection, String chain, List<DecisionRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    ChainHead left = LEFT.get(chain);
    Optional<ChainHead> head = left == null ? Optional.empty() : append(connection, left, records);
    if (head.isEmpty()) {
      head = append(connection, ChainHeads.lock(connection, AuditVerifier.genesis(chain)), records);
    }
    LEFT.put(chain, head.orElseThrow());
    return head;
  }

  /// Empty when the chain does not end there.
  private static Optional<ChainHead> append(
      Connection connection, ChainHead end, List<DecisionRecord> records) throws SQLException {
    AuditChain hashes = new AuditChain();
    Salts salts = new Salts(records.size());
    ChainHead head = end;
    List<ChainLink> links = new ArrayList<>(records.size());
    for (DecisionRecord record : records) {
      ChainLink link = hashes.link(head, record, salts.next());
      links.add(link);
      head = link.head();
    }
    return DecisionTable.insert(connection, end, links) ? Optional.of(head) : Optional.empty();
  }

  /// Erases the values that decided about these leads, and their salts, as part of the connection's
  /// transaction. What was decided, when and by which rules stays, and the chains still verify. To
  /// be called after the last decision about them was appended.
  ///
  /// @return how many records had values to erase
  public static int erase(Connection connection, Collection<LeadId> leads) throws SQLException {
    if (leads.isEmpty()) {
      return 0;
    }
    try (PreparedStatement update = connection.prepareStatement(ERASE)) {
      update.setArray(1, Columns.array(connection, "uuid", leads, id -> id));
      return update.executeUpdate();
    }
  }

  /// The links of a chain that are kept, from the first, read as the stream is consumed. Needs a
  /// connection without auto-commit to read in portions; the stream has to be closed.
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
    return ChainHeads.all(connection);
  }

  /// The heads that moved since this was last asked, to be told outside of the database in the
  /// transaction that asks.
  public static List<ChainHead> takeUnpublished(Connection connection) throws SQLException {
    return ChainHeads.takeUnpublished(connection);
  }

  /// Checks every chain of this database, which is best read in one snapshot, against its head and
  /// against heads that were kept elsewhere.
  ///
  /// @return a verdict for each chain, by name
  public static List<Verdict> verify(Connection connection, Collection<ChainHead> seen)
      throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (ChainHead head : heads(connection)) {
      List<ChainHead> known = new ArrayList<>(seen);
      known.add(head);
      try (Stream<ChainLink> links = read(connection, head.chain())) {
        verdicts.add(
            new AuditVerifier(start(connection, head.chain()), known).verify(links.iterator()));
      }
    }
    return verdicts;
  }

  /// What stands before the first link of a chain that is kept: the last one that was dropped, or
  /// the beginning of the chain when none was.
  public static ChainHead start(Connection connection, String chain) throws SQLException {
    return ChainHeads.lastDropped(connection, chain).orElseGet(() -> AuditVerifier.genesis(chain));
  }
}
