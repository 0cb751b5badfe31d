package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.normalisation.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One message of Segment's tracking API.
///
/// What a `track` message says of its event tells of the person too only where it names an e-mail:
/// the title of a page is no job title.
final class SegmentReader {
  private SegmentReader() {}

  static Reading read(InboxEntry entry, Payload message) {
    Optional<String> type = message.text("type");
    if (type.isEmpty()) {
      return new Reading.Unreadable(QuarantineReason.MISSING_KEY, "Segment message has no type");
    }
    Payload context = message.object("context");
    Payload properties = message.object("properties");
    Values traits = Values.of(context.object("traits").values()).or(origin(context));
    return switch (type.get()) {
      case "identify" ->
          statement(
              entry,
              message,
              Values.of(message.object("traits").values()).or(traits),
              List.of(),
              Values.none());
      case "group" ->
          statement(entry, message, company(message).or(traits), List.of(), Values.none());
      case "alias" -> statement(entry, message, traits, List.of(), Values.none());
      case "track" -> track(entry, message, traits);
      case "page", "screen" ->
          statement(
              entry,
              message,
              traits,
              names(message, type.get()),
              Values.of(properties.values()).or(Values.of(context.object("page").values())));
      default ->
          new Reading.Unreadable(
              QuarantineReason.UNKNOWN_EVENT, "Segment message is of type '" + type.get() + "'");
    };
  }

  private static Reading track(InboxEntry entry, Payload message, Values traits) {
    Optional<String> event = message.text("event");
    if (event.isEmpty()) {
      return new Reading.Unreadable(
          QuarantineReason.MISSING_KEY, "Segment message of type 'track' has no event");
    }
    Values properties = Values.of(message.object("properties").values());
    Values person = properties.get("email").isPresent() ? properties.or(traits) : traits;
    return statement(
        entry,
        message,
        person,
        List.of(event.get()),
        properties.or(Values.of(message.object("context").object("page").values())));
  }

  private static Reading statement(
      InboxEntry entry, Payload message, Values person, List<String> events, Values properties) {
    Set<Key> keys = keys(entry, message);
    Optional<EmailAddress> userIdAsEmail = message.text("userId").flatMap(EmailAddress::parse);
    Values known =
        userIdAsEmail
            .map(email -> person.or(Values.of(Map.of("email", email.entered()))))
            .orElse(person);
    return new Reading.Statement(happenedAt(entry, message), keys, known, events, properties);
  }

  private static Set<Key> keys(InboxEntry entry, Payload message) {
    Set<Key> keys = new HashSet<>();
    message.text("userId").ifPresent(id -> keys.add(Key.external(entry.source(), id)));
    message.text("anonymousId").ifPresent(id -> keys.add(Key.anonymous(id)));
    // The earlier id of an alias may have been either.
    message
        .text("previousId")
        .ifPresent(id -> {
          keys.add(Key.external(entry.source(), id));
          keys.add(Key.anonymous(id));
        });
    return keys;
  }

  /// A page is known by its name, or just as a page.
  private static List<String> names(Payload message, String type) {
    List<String> names = new ArrayList<>();
    message.text("name").ifPresent(name -> names.add(type + ":" + name));
    names.add(type);
    return names;
  }

  /// The traits of a group, which is the person's company: its name, and the rest as they are.
  private static Values company(Payload message) {
    Map<String, Object> traits = new HashMap<>(message.object("traits").values());
    Object name = traits.remove("name");
    traits.remove("email");
    traits.remove("phone");
    if (name != null) {
      traits.put("company", name);
    }
    return Values.of(traits);
  }

  private static Values origin(Payload context) {
    Map<String, Object> origin = new HashMap<>();
    Payload campaign = context.object("campaign");
    campaign.text("source").ifPresent(source -> origin.put("utm_source", source));
    campaign.text("medium").ifPresent(medium -> origin.put("utm_medium", medium));
    campaign.text("name").ifPresent(name -> origin.put("utm_campaign", name));
    Payload page = context.object("page");
    page.text("url").ifPresent(url -> origin.put(Origins.PAGE, url));
    page.text("referrer").ifPresent(referrer -> origin.put(Origins.REFERRER, referrer));
    return Values.of(origin);
  }

  /// When it happened by our clock: the sender's two clock readings tell how long before the
  /// sending it was, and that long before it was received it must have been.
  private static Instant happenedAt(InboxEntry entry, Payload message) {
    Optional<Instant> happened =
        Times.of(message, "originalTimestamp").or(() -> Times.of(message, "timestamp"));
    Optional<Instant> sent = Times.of(message, "sentAt");
    if (happened.isPresent() && sent.isPresent()) {
      return entry.receivedAt().minus(Duration.between(happened.get(), sent.get()));
    }
    return happened.orElse(entry.receivedAt());
  }
}
