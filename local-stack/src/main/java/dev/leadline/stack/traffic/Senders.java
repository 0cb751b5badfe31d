package dev.leadline.stack.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What each kind of source sends, signed as its vendor signs.
public final class Senders {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PORTAL = 4_200_001;

  private final InstantSource time;

  public Senders(InstantSource time) {
    this.time = time;
  }

  /// A Standard Webhooks delivery.
  ///
  /// @param id the idempotency key
  /// @param type the event type, such as `demo.requested`
  public Delivery standardWebhook(Source source, String id, String type, Person person) {
    return standardWebhook(source, id, type, time.instant(), person);
  }

  /// The same of something that happened before it is sent.
  ///
  /// @param at when it happened
  public Delivery standardWebhook(
      Source source, String id, String type, Instant at, Person person) {
    Instant now = time.instant();
    String body = json(event(type, at, fields(person)));
    return Delivery.of(source.url(), "application/json", body)
        .with("webhook-id", id)
        .with("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .with(
            "webhook-signature",
            Signatures.standardWebhooksV1(source.secret(), id, now.getEpochSecond(), body));
  }

  /// HubSpot's way of telling of a new contact: its creation, then one event a property, all in one
  /// delivery.
  public Delivery hubSpotContact(Source source, Person person) {
    return hubSpot(source, hubSpotEvents(person));
  }

  /// The same news as [#hubSpotContact], one delivery for each event.
  public List<Delivery> hubSpotContactOneByOne(Source source, Person person) {
    return hubSpotEvents(person).stream().map(event -> hubSpot(source, List.of(event))).toList();
  }

  /// A change of one property that somebody made in HubSpot.
  public Delivery hubSpotProperty(Source source, Person person, String name, String value) {
    return hubSpot(source, List.of(property(person, name, value, time.millis())));
  }

  private Delivery hubSpot(Source source, List<Map<String, Object>> events) {
    String body = json(events);
    long now = time.millis();
    return Delivery.of(source.url(), "application/json", body)
        .with("X-HubSpot-Request-Timestamp", Long.toString(now))
        .with(
            "X-HubSpot-Signature-v3",
            Signatures.hubSpotV3(source.secret(), "POST", source.url(), body, now));
  }

  private List<Map<String, Object>> hubSpotEvents(Person person) {
    long now = time.millis();
    List<Map<String, Object>> events = new ArrayList<>();
    events.add(hubSpotEvent(person, "contact.creation", now));
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("email", person.email());
    properties.put("firstname", person.firstName());
    properties.put("lastname", person.lastName());
    properties.put("phone", person.phone());
    properties.put("company", person.company());
    properties.put("numberofemployees", Long.toString(person.employees()));
    properties.put("jobtitle", person.jobTitle());
    properties.put("country", person.country());
    properties.put("industry", person.industry());
    properties.forEach((name, value) -> events.add(property(person, name, value, now)));
    return events;
  }

  private static Map<String, Object> property(
      Person person, String name, String value, long nowMs) {
    Map<String, Object> event = hubSpotEvent(person, "contact.propertyChange", nowMs);
    event.put("propertyName", name);
    event.put("propertyValue", value);
    return event;
  }

  private static Map<String, Object> hubSpotEvent(Person person, String type, long nowMs) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventId", 1_000_000 + person.number());
    event.put("subscriptionId", 25);
    event.put("portalId", PORTAL);
    event.put("appId", 1_160_452);
    event.put("occurredAt", nowMs);
    event.put("subscriptionType", type);
    event.put("attemptNumber", 0);
    event.put("objectId", 10_000_000 + person.number());
    event.put("changeSource", "CRM");
    return event;
  }

  /// A Segment batch: who they are, then what they looked at.
  ///
  /// @param paths the pages viewed, in order
  public Delivery segmentBatch(Source source, Person person, List<String> paths) {
    String sentAt = time.instant().toString();
    List<Map<String, Object>> batch = new ArrayList<>();
    batch.add(segment(person, "identify", 0, Map.of("traits", fields(person)), sentAt));
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      batch.add(
          segment(
              person,
              "page",
              i + 1,
              Map.of(
                  "name",
                  path,
                  "properties",
                  Map.of("path", path, "url", "https://www.example.com" + path)),
              sentAt));
    }
    return Delivery.of(
            source.url() + "/batch",
            "application/json",
            json(Map.of("batch", batch, "sentAt", sentAt)))
        .with("Authorization", basic(source.secret()));
  }

  private static Map<String, Object> segment(
      Person person, String type, int ordinal, Map<String, Object> content, String at) {
    Map<String, Object> message = new LinkedHashMap<>(content);
    message.put("type", type);
    message.put("messageId", "%s-%d".formatted(person.email(), ordinal));
    message.put("userId", person.email());
    message.put("timestamp", at);
    message.put(
        "context",
        Map.of(
            "campaign",
            Map.of(
                "source", person.utmSource(),
                "medium", person.utmMedium(),
                "name", person.utmCampaign())));
    return message;
  }

  /// A CloudEvent in structured mode.
  public Delivery cloudEvent(Source source, String id, String type, Map<String, ?> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", "/sales/dialer");
    event.put("type", type);
    event.put("time", time.instant().toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return Delivery.of(source.url(), "application/cloudevents+json", json(event))
        .with("Authorization", "Bearer " + source.secret());
  }

  /// A form that somebody filled in on the web site.
  public Delivery form(Source source, String form, Person person) {
    Map<String, Object> fields = new LinkedHashMap<>(fields(person));
    fields.put("form", form);
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue().toString()))
            .collect(Collectors.joining("&"));
    return Delivery.of(source.url(), "application/x-www-form-urlencoded", body)
        .with("X-Api-Key", source.secret());
  }

  /// What most senders know of a person, by the names they commonly use.
  public static Map<String, Object> fields(Person person) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("email", person.email());
    fields.put("firstName", person.firstName());
    fields.put("lastName", person.lastName());
    fields.put("phone", person.phone());
    fields.put("company", person.company());
    fields.put("jobTitle", person.jobTitle());
    fields.put("country", person.country());
    fields.put("industry", person.industry());
    fields.put("employees", person.employees());
    fields.put("utm_source", person.utmSource());
    fields.put("utm_medium", person.utmMedium());
    fields.put("utm_campaign", person.utmCampaign());
    return fields;
  }

  private static Map<String, Object> event(String type, Instant at, Map<String, Object> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("timestamp", at.toString());
    event.put("data", data);
    return event;
  }

  private static String basic(String writeKey) {
    return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException mapsAreAlwaysWritable) {
      throw new IllegalStateException(mapsAreAlwaysWritable);
    }
  }
}
