package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.identity.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One event of HubSpot's webhooks (v3 API): a contact that was created, of which one property
/// changed, or that was merged with others.
final class HubSpotReader {
  private static final String CONTACT = "0-1";

  private HubSpotReader() {}

  static Reading read(InboxEntry entry, Payload event) {
    String type = type(event);
    Optional<String> portal = event.text("portalId");
    if (portal.isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MISSING_KEY, "HubSpot event '" + type + "' has no portalId");
    }
    Set<Key> keys =
        objectIds(event)
            .map(id -> Key.external(entry.source(), portal.get() + ":" + id))
            .collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MISSING_KEY, "HubSpot event '" + type + "' has no objectId");
    }
    Instant happenedAt = Times.of(event, "occurredAt").orElse(entry.receivedAt());
    return switch (type) {
      case "contact.propertyChange" -> propertyChange(event, happenedAt, keys);
      case "contact.creation", "contact.restore", "contact.merge" ->
          new Reading.Statement(happenedAt, keys, Values.none(), List.of(), Values.none());
      default ->
          new Reading.Unreadable(
              QuarantineReason.UNKNOWN_EVENT, "HubSpot event '" + type + "' is not used");
    };
  }

  private static Reading propertyChange(Payload event, Instant happenedAt, Set<Key> keys) {
    Optional<String> name = event.text("propertyName");
    if (name.isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MISSING_KEY, "HubSpot event 'contact.propertyChange' names no property");
    }
    Object value = event.text("propertyValue").orElse("");
    return new Reading.Statement(
        happenedAt,
        keys,
        Values.of(Map.of(name.get(), value)),
        List.of(name.get()),
        Values.of(Map.of("name", name.get(), "value", value)));
  }

  /// The type by its classic name; newer platforms say `object.` and the object's type beside it.
  private static String type(Payload event) {
    String type = event.firstText("subscriptionType", "eventType").orElse("");
    boolean contact = event.text("objectTypeId").filter(CONTACT::equals).isPresent();
    return type.startsWith("object.") && contact
        ? "contact." + type.substring("object.".length())
        : type;
  }

  /// The contact, or all those that a merge joined.
  private static Stream<String> objectIds(Payload event) {
    return Stream.of(
            event.text("objectId").stream(),
            event.text("newObjectId").stream(),
            event.text("primaryObjectId").stream(),
            event.list("mergedObjectIds").stream().map(String::valueOf))
        .flatMap(ids -> ids);
  }
}
