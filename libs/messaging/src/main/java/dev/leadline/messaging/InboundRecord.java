package dev.leadline.messaging;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record as the broker gave it.
///
/// @param key null when the record has none
/// @param headers the last value of each header, as UTF-8
/// @param value empty when the record has none
/// @param timestamp when the broker or the producer says it was written
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied for every event
public record InboundRecord(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, String> headers,
    byte[] value,
    Instant timestamp) {

  /// The event that this record carries.
  ///
  /// @throws EventCodec.UnreadableEventException when it carries none of the contract
  public Envelope<?> envelope() {
    return EventCodec.decode(headers, value);
  }
}
