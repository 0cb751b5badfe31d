package dev.leadline.intake.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.EventCodec;
import dev.leadline.intake.application.InboxRecords;
import dev.leadline.intake.application.Quarantine;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.store.QuarantinedDeliveryRepository.HeldCount;
import dev.leadline.messaging.jdbc.RowArrays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The quarantine in PostgreSQL: filled by the batch in one statement, looked at through Panache.
@ApplicationScoped
class PostgresQuarantine implements Quarantine {
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
  private static final String INSERT =
      "insert into quarantine (id, source, reason, detail, record_key, headers, body, received_at,"
          + " quarantined_at) select w.id, w.source, w.reason, w.detail, w.record_key,"
          + " w.headers::jsonb, w.body, w.received::timestamptz, arrived.at"
          + " from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::bytea[], ?::text[]) as w (id, source, reason, detail, record_key, headers, body,"
          + " received), (select ?::timestamptz as at) as arrived on conflict (id) do nothing";
  private static final String RELEASE =
      "update quarantine set released_at = ?::timestamptz where id = ? and released_at is null"
          + " returning record_key, headers, body";

  private final QuarantinedDeliveryRepository deliveries;

  PostgresQuarantine(QuarantinedDeliveryRepository deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void add(Connection connection, List<Arrival> arrivals, Instant now) throws SQLException {
    if (arrivals.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new RowArrays<>(insert, arrivals)
          .add("uuid", Arrival::id)
          .add("text", arrival -> arrival.entry().source())
          .add("text", arrival -> arrival.reason().name())
          .add("text", arrival -> storable(arrival.detail()))
          .add("text", arrival -> storable(arrival.entry().key()))
          .add("text", arrival -> json(InboxRecords.headers(arrival.entry())))
          .addBytes(arrival -> arrival.entry().value())
          .add("text", arrival -> arrival.entry().receivedAt().toString())
          .text(now.toString());
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<InboxEntry> release(Connection connection, UUID id, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
      update.setString(1, now.toString());
      update.setObject(2, id);
      try (ResultSet rows = update.executeQuery()) {
        return rows.next()
            ? Optional.of(
                InboxRecords.toEntry(
                    rows.getString(1), headers(rows.getString(2)), rows.getBytes(3)))
            : Optional.empty();
      }
    }
  }

  @Override
  @Transactional
  public boolean has(UUID id) {
    return deliveries.findByIdOptional(id).isPresent();
  }

  @Override
  @Transactional
  public Map<String, Long> held() {
    return deliveries.heldBySource().stream()
        .collect(Collectors.toMap(HeldCount::source, HeldCount::deliveries));
  }

  @Override
  @Transactional
  public List<Held> list(
      @Nullable String source, @Nullable String reason, @Nullable UUID after, int limit) {
    QuarantinedDeliveryEntity last = after == null ? null : deliveries.findById(after);
    return deliveries.newest(source, reason, last, limit).stream()
        .map(QuarantinedDeliveryEntity::toHeld)
        .toList();
  }

  /// PostgreSQL keeps no NUL in texts.
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static String json(Map<String, String> headers) {
    try {
      return EventCodec.mapper().writeValueAsString(headers);
    } catch (JsonProcessingException textsAreAlwaysWritable) {
      throw new IllegalStateException(textsAreAlwaysWritable);
    }
  }

  private static Map<String, String> headers(String json) {
    try {
      return EventCodec.mapper().readValue(json, HEADERS);
    } catch (JsonProcessingException notWrittenHere) {
      throw new IllegalStateException(
          "Headers of a quarantined delivery cannot be read", notWrittenHere);
    }
  }
}
