package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.identity.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An event with a type and data about a person: Standard Webhooks (`type`, `timestamp`, `data`)
/// and CloudEvents in JSON format (`type`, `time`, `subject`, `data`).
final class EventReader {
  private static final List<String> PERSON_IDS = List.of("contactId", "personId", "userId");

  private EventReader() {}

  static Reading standardWebhook(InboxEntry entry, Payload event) {
    Payload data = event.object("data").isEmpty() ? withoutEnvelope(event) : event.object("data");
    if (data.isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MISSING_KEY, "Webhook of type '" + type(event) + "' has no data");
    }
    Instant happenedAt = Times.of(event, "timestamp").orElse(entry.receivedAt());
    return statement(happenedAt, event, data, ids(entry, data).collect(Collectors.toSet()));
  }

  static Reading cloudEvent(InboxEntry entry, Payload event) {
    for (String required : List.of("id", "source", "type")) {
      if (event.text(required).isEmpty()) {
        return new Reading.Unreadable(
            QuarantineReason.MISSING_KEY, "CloudEvent has no attribute '" + required + "'");
      }
    }
    if (event.text("specversion").filter("1.0"::equals).isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MALFORMED, "CloudEvent is not of specversion '1.0'");
    }
    Payload data = event.object("data");
    Stream<Key> subject =
        event.text("subject").stream()
            .map(about ->
                Key.external(entry.source(), event.text("source").orElse("") + " " + about));
    Set<Key> keys = Stream.concat(ids(entry, data), subject).collect(Collectors.toSet());
    Instant happenedAt = Times.of(event, "time").orElse(entry.receivedAt());
    return statement(happenedAt, event, data, keys);
  }

  private static Reading statement(Instant happenedAt, Payload event, Payload data, Set<Key> keys) {
    Values values = Values.of(data.values());
    List<String> events = event.text("type").stream().toList();
    return new Reading.Statement(happenedAt, keys, values, events, values);
  }

  /// The person's id at the sender. A plain `id` counts as one too, unless a better one is there.
  private static Stream<Key> ids(InboxEntry entry, Payload data) {
    Optional<String> person = data.firstText(PERSON_IDS.toArray(String[]::new));
    Stream<Key> external =
        person.or(() -> data.text("id")).stream().map(id -> Key.external(entry.source(), id));
    Stream<Key> anonymous = data.text("anonymousId").stream().map(Key::anonymous);
    return Stream.concat(external, anonymous);
  }

  private static Payload withoutEnvelope(Payload event) {
    Map<String, Object> data = new HashMap<>(event.values());
    data.keySet().removeAll(Set.of("type", "timestamp", "data"));
    return new Payload(data);
  }

  private static String type(Payload event) {
    return event.text("type").orElse("");
  }
}
