package dev.leadline.messaging.outbound;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.TurnTaken;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns as records of a service's topic of turns.
///
/// @param topic null when the service tells nobody of its turns
public record TurnRecords(String service, @Nullable String topic) {
  /// Of a service that tells nobody.
  public static final TurnRecords NONE = new TurnRecords("", null);

  /// The record of a turn, named after all that it tells; none when the transaction took nothing.
  public List<OutboundRecord> of(Turn turn) {
    String to = topic;
    return to == null
        ? List.of()
        : turn.taken(service).map(event -> record(to, event, turn.at())).stream().toList();
  }

  private OutboundRecord record(String to, TurnTaken event, Instant at) {
    byte[] value = EventCodec.value(event);
    UUID id =
        DerivedIds.ofText("turn of " + service + at + new String(value, StandardCharsets.UTF_8));
    Envelope<TurnTaken> envelope = Envelope.first(id, service, at, at, null, event);
    return new OutboundRecord(to, event.subject(), EventCodec.headers(envelope), value);
  }
}
