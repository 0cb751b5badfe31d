package dev.leadline.messaging.outbound;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.TurnTaken;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
    Optional<TurnTaken> taken = topic == null ? Optional.empty() : turn.taken(service);
    return taken.map(event -> List.of(record(topic, event, turn))).orElse(List.of());
  }

  private OutboundRecord record(@Nullable String to, TurnTaken event, Turn turn) {
    byte[] value = EventCodec.value(event);
    UUID id =
        DerivedIds.ofText(
            "turn of " + service + turn.at() + new String(value, StandardCharsets.UTF_8));
    Envelope<TurnTaken> envelope = Envelope.first(id, service, turn.at(), turn.at(), null, event);
    return new OutboundRecord(
        String.valueOf(to), event.subject(), EventCodec.headers(envelope), value);
  }
}
