package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.application.StrictJson;
import dev.leadline.intake.application.StrictJson.Outcome;
import dev.leadline.intake.delivery.ContentHash;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads bodies of Segment's tracking API by its limits: 32 KB an event, 500 KB and 2,500 events a
/// batch; beyond them, and for what is no JSON, the protocol answers 400.
final class TrackingMessages {
  static final String BATCH = "batch";
  static final int MAX_EVENT_BYTES = 32 << 10;
  static final int MAX_BATCH_BYTES = 500 << 10;
  static final int MAX_EVENTS = 2_500;

  private TrackingMessages() {}

  /// @throws Problem 400 when it is no JSON object
  static Payload read(byte[] body) {
    return switch (StrictJson.read(body)) {
      case Outcome.Read(Map<?, ?> object) -> Payload.of(object);
      case Outcome.Read _ -> throw Problem.badRequest("The body is no JSON object");
      case Outcome.Unreadable(var _, String detail) -> throw Problem.badRequest(detail);
    };
  }

  /// The messages, each with what the envelope says for all of them.
  ///
  /// @param call the last part of the path
  /// @throws Problem 400 beyond a limit
  static List<Part> split(String call, byte[] body, Payload request) {
    if (!call.equals(BATCH)) {
      return List.of(part(single(call, request)));
    }
    if (body.length > MAX_BATCH_BYTES) {
      throw Problem.badRequest("The batch has more than " + MAX_BATCH_BYTES + " bytes");
    }
    List<?> messages = request.list(BATCH);
    if (messages.size() > MAX_EVENTS) {
      throw Problem.badRequest("The batch has more than " + MAX_EVENTS + " events");
    }
    return messages.stream().map(message -> part(merged(Payload.of(message), request))).toList();
  }

  private static Map<String, Object> single(String call, Payload request) {
    Map<String, Object> message = new LinkedHashMap<>(request.values());
    message.remove("writeKey");
    message.put("type", call);
    return message;
  }

  private static Map<String, Object> merged(Payload message, Payload envelope) {
    Map<String, Object> merged = new LinkedHashMap<>(message.values());
    merged.remove("writeKey");
    for (String shared : List.of("context", "integrations")) {
      Map<String, Object> both = new LinkedHashMap<>(envelope.object(shared).values());
      both.putAll(message.object(shared).values());
      if (!both.isEmpty()) {
        merged.put(shared, both);
      }
    }
    envelope.text("sentAt").ifPresent(sentAt -> merged.putIfAbsent("sentAt", sentAt));
    return merged;
  }

  /// A retry is sent at another time, so that is no part of what it is known by.
  private static Part part(Map<String, Object> message) {
    byte[] value = StrictJson.write(message);
    if (value.length > MAX_EVENT_BYTES) {
      throw Problem.badRequest("An event has more than " + MAX_EVENT_BYTES + " bytes");
    }
    Payload payload = new Payload(message);
    String id = payload.text("messageId").orElseGet(() -> contentId(message));
    String key = payload.firstText("userId", "anonymousId").orElse(id);
    return new Part(key, id, Parts.JSON, value);
  }

  private static String contentId(Map<String, Object> message) {
    Map<String, Object> content = new LinkedHashMap<>(message);
    content.remove("sentAt");
    return ContentHash.of(StrictJson.write(content));
  }
}
