package dev.leadline.intake.http;

import dev.leadline.intake.application.StrictJson;
import dev.leadline.intake.application.StrictJson.Element;
import dev.leadline.intake.application.StrictJson.Outcome;
import dev.leadline.intake.delivery.ContentHash;
import dev.leadline.intake.delivery.Encoded;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.verification.StandardWebhookSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Splits deliveries into their events. One that cannot be split goes to the inbox whole, where it
/// is durable first and quarantined then.
final class Parts {
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  private static final String[] WEBHOOK_PERSON = {"contactId", "personId", "userId", "id", "email"};

  private Parts() {}

  /// HubSpot sends a list of events; a workflow sends one object.
  static List<Part> ofHubSpot(byte[] body) {
    Optional<List<Element>> events = StrictJson.elements(body);
    return events.isPresent() && !events.get().isEmpty()
        ? events.get().stream().map(Parts::hubSpotEvent).toList()
        : List.of(whole(body, JSON));
  }

  static List<Part> ofStandardWebhook(RequestHeaders headers, byte[] body) {
    String id = StandardWebhookSignature.id(headers).orElseGet(() -> ContentHash.of(body));
    Payload data = object(body).object("data");
    return List.of(new Part(data.firstText(WEBHOOK_PERSON).orElse(id), id, JSON, body));
  }

  /// @param contentType of the inbox: [#JSON] or [#FORM]
  static List<Part> ofForm(RequestHeaders headers, byte[] body, String contentType) {
    String id = headers.get("idempotency-key").orElseGet(() -> ContentHash.of(body));
    Payload fields = contentType.equals(JSON) ? object(body) : fields(body);
    return List.of(new Part(fields.firstText("email", "Email").orElse(id), id, contentType, body));
  }

  /// A delivery as it is, known again by its content.
  static Part whole(byte[] body, String contentType) {
    String hash = ContentHash.of(body);
    return new Part(hash, hash, contentType, body);
  }

  /// The object that a body is; an empty one when it is none.
  static Payload object(byte[] body) {
    return switch (StrictJson.read(body)) {
      case Outcome.Read(Object value) -> Payload.of(value);
      case Outcome.Unreadable _ -> Payload.of(null);
    };
  }

  private static Payload fields(byte[] body) {
    Optional<Map<String, Object>> fields = Encoded.utf8(body).flatMap(Encoded::form);
    return fields.map(Payload::new).orElseGet(() -> Payload.of(null));
  }

  /// The event's id alone is not unique at HubSpot.
  private static Part hubSpotEvent(Element element) {
    byte[] value = element.text().getBytes(StandardCharsets.UTF_8);
    Payload event = Payload.of(element.value());
    Optional<String> object = event.firstText("objectId", "newObjectId", "primaryObjectId");
    if (object.isEmpty() || event.text("portalId").isEmpty()) {
      return whole(value, JSON);
    }
    String key = event.text("portalId").orElse("") + ":" + object.get();
    String idempotencyKey =
        String.join(
            "/",
            key,
            event.text("subscriptionId").orElse(""),
            event.text("eventId").orElse(""),
            event.text("occurredAt").orElse(""),
            event.firstText("subscriptionType", "eventType").orElse(""),
            event.text("propertyName").orElse(""));
    return new Part(key, idempotencyKey, JSON, value);
  }
}
