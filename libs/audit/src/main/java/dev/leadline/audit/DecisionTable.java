package dev.leadline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.leadline.events.Actor;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.messaging.jdbc.CopyRows;
import dev.leadline.messaging.jdbc.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Links as rows of the table `decision`.
final class DecisionTable {
  private static final int PORTION = 1_000;
  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
  private static final ObjectWriter WRITE_REASONS = EventCodec.mapper().writerFor(REASONS);
  private static final ObjectReader READ_REASONS = EventCodec.mapper().readerFor(REASONS);

  /// From so many links on they are copied, which is cheaper a link and one statement more.
  private static final int MANY = 50;

  private static final String MOVE =
      "update chain_head set sequence = ?, hash = ? where chain = ? and sequence = ? and hash = ?";

  private static final String COPY =
      """
      copy decision (chain, sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at,
        policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest)
      from stdin (format binary)
      """;

  private static final int COLUMNS = 18;

  private static final String INSERT =
      """
      with moved as (
        update chain_head set sequence = ?, hash = ? where chain = ? and sequence = ? and hash = ? returning chain)
      insert into decision (chain, sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at,
        policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest)
      select ?, sequence, hash, seal, salt, id, lead_id, kind,
        timestamptz 'epoch' + happened_at * interval '1 microsecond',
        timestamptz 'epoch' + recorded_at * interval '1 microsecond',
        policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons::json, input_digest
      from unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[],
        ?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as link (sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at,
          policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest)
      where exists (select from moved)
      """;

  private static final String SELECT =
      """
      select chain, sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at,
        policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest
      from decision
      """;

  private DecisionTable() {}

  /// Inserts the links of a chain and moves its head, if the chain ends there.
  ///
  /// @param end behind which the links come
  /// @param links at least one
  static boolean insert(Connection connection, ChainHead end, List<ChainLink> links)
      throws SQLException {
    if (links.size() < MANY) {
      return insertFew(connection, end, links);
    }
    boolean moved = move(connection, end, links.getLast());
    if (moved) {
      copy(connection, links);
    }
    return moved;
  }

  private static boolean move(Connection connection, ChainHead end, ChainLink last)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      ends(update, end, last);
      return update.executeUpdate() > 0;
    }
  }

  private static void ends(PreparedStatement statement, ChainHead end, ChainLink last)
      throws SQLException {
    statement.setLong(1, last.sequence());
    statement.setBytes(2, Hex.bytes(last.hash()));
    statement.setString(3, end.chain());
    statement.setLong(4, end.sequence());
    statement.setBytes(5, Hex.bytes(end.hash()));
  }

  private static void copy(Connection connection, List<ChainLink> links) throws SQLException {
    CopyRows rows = new CopyRows(COLUMNS);
    for (ChainLink link : links) {
      DecisionRecord record = link.record();
      rows.row()
          .add(link.chain())
          .add(link.sequence())
          .add(Hex.bytes(link.hash()))
          .add(bytes(link, Seal::digest))
          .add(bytes(link, Seal::salt))
          .add(record.id())
          .add(record.lead().value())
          .add(record.kind())
          .add(record.happenedAt())
          .add(record.recordedAt())
          .add(record.policyVersion())
          .add(record.causation())
          .add(record.correlation())
          .add(record.actor().kind().name())
          .add(record.actor().name())
          .add(record.outcome())
          .add(json(record.reasons()))
          .add(record.inputDigest());
    }
    rows.into(connection, COPY);
  }

  private static boolean insertFew(Connection connection, ChainHead end, List<ChainLink> links)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      ends(insert, end, links.getLast());
      insert.setString(6, end.chain());
      new RowArrays<>(insert, links, 7)
          .add("int8", ChainLink::sequence)
          .addBytes(link -> Hex.bytes(link.hash()))
          .addBytes(link -> bytes(link, Seal::digest))
          .addBytes(link -> bytes(link, Seal::salt))
          .add("uuid", link -> link.record().id())
          .add("uuid", link -> link.record().lead().value())
          .add("text", link -> link.record().kind())
          .add("int8", link -> micros(link.record().happenedAt()))
          .add("int8", link -> micros(link.record().recordedAt()))
          .add("text", link -> link.record().policyVersion())
          .add("uuid", link -> link.record().causation())
          .add("text", link -> link.record().correlation())
          .add("text", link -> link.record().actor().kind().name())
          .add("text", link -> link.record().actor().name())
          .add("text", link -> link.record().outcome())
          .add("text", link -> json(link.record().reasons()))
          .add("text", link -> link.record().inputDigest());
      return insert.executeUpdate() > 0;
    }
  }

  /// The rows of a condition with one parameter, fetched in portions.
  static Stream<ChainLink> stream(Connection connection, String condition, Object parameter)
      throws SQLException {
    PreparedStatement select = connection.prepareStatement(SELECT + "where " + condition);
    try {
      select.setFetchSize(PORTION);
      select.setObject(1, parameter);
      ResultSet rows = select.executeQuery();
      return StreamSupport.stream(new Rows(rows), false).onClose(() -> close(select));
    } catch (SQLException failed) {
      select.close();
      throw failed;
    }
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L),
        TimeUnit.NANOSECONDS.toMicros(time.getNano()));
  }

  private static String json(List<Reason> reasons) {
    try {
      return WRITE_REASONS.writeValueAsString(reasons);
    } catch (JsonProcessingException reasonsAreAlwaysWritable) {
      throw new IllegalStateException(reasonsAreAlwaysWritable);
    }
  }

  /// @throws UnreadableLinkException when the row is none
  private static ChainLink link(ResultSet row) throws SQLException {
    try {
      return new ChainLink(
          row.getString("chain"),
          row.getLong("sequence"),
          new DecisionRecord(
              row.getObject("id", UUID.class),
              new LeadId(row.getObject("lead_id", UUID.class)),
              row.getString("kind"),
              row.getObject("happened_at", OffsetDateTime.class).toInstant(),
              row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
              row.getString("policy_version"),
              row.getObject("causation", UUID.class),
              row.getString("correlation"),
              new Actor(
                  Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
              row.getString("outcome"),
              READ_REASONS.readValue(row.getString("reasons")),
              row.getString("input_digest")),
          seal(row.getBytes("seal"), row.getBytes("salt")),
          Hex.text(row.getBytes("hash")));
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      throw new UnreadableLinkException(
          row.getString("chain"), row.getLong("sequence"), unreadable);
    }
  }

  private static @Nullable Seal seal(byte @Nullable [] digest, byte @Nullable [] salt) {
    return digest == null ? null : new Seal(Hex.text(digest), salt == null ? null : Hex.text(salt));
  }

  private static byte @Nullable [] bytes(ChainLink link, Function<Seal, @Nullable String> part) {
    String hex = link.seal() == null ? null : part.apply(link.seal());
    return hex == null ? null : Hex.bytes(hex);
  }

  private static void close(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException failed) {
      throw new IllegalStateException("Reading decisions could not be ended", failed);
    }
  }

  private static final class Rows extends Spliterators.AbstractSpliterator<ChainLink> {
    private final ResultSet rows;

    Rows(ResultSet rows) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.rows = rows;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ChainLink> action) {
      try {
        if (!rows.next()) {
          return false;
        }
        action.accept(link(rows));
        return true;
      } catch (SQLException failed) {
        throw new IllegalStateException("Decisions could not be read on", failed);
      }
    }
  }
}
