package dev.leadline.intake.delivery;

import dev.leadline.events.DerivedIds;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of an authentic delivery, as the inbox keeps it.
///
/// @param id follows from the source and the idempotency key, so that a redelivery has the same
/// @param key what keeps one person's events from one sender in order
/// @param source the id of the configured source
/// @param kind the protocol of that source
/// @param contentType what `value` is, such as `application/json`
/// @param receivedAt when the door took it
/// @param correlation the delivery it was part of
/// @param releasedFrom the quarantined delivery that this one drives again; null for the first try
/// @param traceparent of which trace it is part, as the W3C writes it; null when it is not traced
/// @param value the event as the sender wrote it; where the protocol spreads one event over
///   envelope and headers, the whole of it in one JSON object
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed on, never compared or changed.
public record InboxEntry(
    UUID id,
    String key,
    String source,
    SourceKind kind,
    String contentType,
    Instant receivedAt,
    String correlation,
    @Nullable UUID releasedFrom,
    @Nullable String traceparent,
    byte[] value) {

  /// An entry that is not traced yet.
  public InboxEntry(
      UUID id,
      String key,
      String source,
      SourceKind kind,
      String contentType,
      Instant receivedAt,
      String correlation,
      @Nullable UUID releasedFrom,
      byte[] value) {
    this(id, key, source, kind, contentType, receivedAt, correlation, releasedFrom, null, value);
  }

  /// The id of what a source delivers under an idempotency key.
  public static UUID id(String source, String idempotencyKey) {
    return DerivedIds.ofText(source + "\n" + idempotencyKey);
  }
}
