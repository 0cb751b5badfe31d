package dev.leadline.messaging;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import java.util.Map;

/// A record to publish once the transaction that says so has committed.
///
/// @param headers must hold `ce_id`, by which a consumer recognises a repeat
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied for every event
public record OutboundRecord(String topic, String key, Map<String, String> headers, byte[] value) {

  public OutboundRecord {
    if (!headers.containsKey("ce_id")) {
      throw new IllegalArgumentException("Record for '" + topic + "' has no header 'ce_id'");
    }
    headers = Map.copyOf(headers);
  }

  /// The record of an event on a topic, keyed by its subject.
  public static OutboundRecord of(String topic, Envelope<?> envelope) {
    return new OutboundRecord(
        topic,
        envelope.event().subject(),
        EventCodec.headers(envelope),
        EventCodec.value(envelope.event()));
  }
}
