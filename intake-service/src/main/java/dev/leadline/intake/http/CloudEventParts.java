package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.application.StrictJson;
import dev.leadline.intake.application.StrictJson.Element;
import dev.leadline.intake.application.StrictJson.Outcome;
import dev.leadline.intake.delivery.Encoded;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.delivery.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads CloudEvents 1.0 over HTTP in its three modes. The inbox holds each of them as structured
/// JSON.
final class CloudEventParts {
  private static final String BATCHED = "application/cloudevents-batch";
  private static final String STRUCTURED = "application/cloudevents";
  private static final String ATTRIBUTE = "ce-";
  private static final Pattern BACKSLASH = Pattern.compile("\\\\(.)");
  private static final String[] PERSON = {"contactId", "personId", "userId", "id", "email"};

  private CloudEventParts() {}

  /// @throws Problem 415 for an event format other than JSON, 400 for a header that is not UTF-8
  static List<Part> of(RequestHeaders headers, byte[] body) {
    String type = headers.mediaType();
    if (type.startsWith(STRUCTURED) && !type.endsWith("+json")) {
      throw Problem.unsupportedMediaType(
          "CloudEvents are to be in JSON format, not '" + type + "'");
    }
    // The batch's type begins with the other one.
    if (type.startsWith(BATCHED)) {
      Optional<List<Element>> events = StrictJson.elements(body);
      return events.isEmpty()
          ? List.of(Parts.whole(body, Parts.JSON))
          : events.get().stream()
              .map(event -> part(event.text().getBytes(StandardCharsets.UTF_8), event.value()))
              .toList();
    }
    if (type.startsWith(STRUCTURED)) {
      return List.of(part(body, Parts.object(body).values()));
    }
    Map<String, Object> event = binary(headers, body);
    return List.of(part(StrictJson.write(event), event));
  }

  private static Part part(byte[] value, Object json) {
    Payload event = Payload.of(json);
    Optional<String> id = event.text("id");
    Optional<String> source = event.text("source");
    if (id.isEmpty() || source.isEmpty()) {
      return Parts.whole(value, Parts.JSON);
    }
    String idempotencyKey = source.get() + " " + id.get();
    String key =
        event
            .object("data")
            .firstText(PERSON)
            .or(() -> event.text("subject"))
            .orElse(idempotencyKey);
    return new Part(key, idempotencyKey, Parts.JSON, value);
  }

  private static Map<String, Object> binary(RequestHeaders headers, byte[] body) {
    Map<String, Object> event = new LinkedHashMap<>();
    headers
        .values()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(ATTRIBUTE)) {
            event.put(lower.substring(ATTRIBUTE.length()), attribute(lower, value));
          }
        });
    String type = headers.mediaType();
    if (!type.isEmpty()) {
      event.put("datacontenttype", type);
    }
    if (body.length > 0) {
      boolean json = type.isEmpty() || type.equals(Parts.JSON) || type.endsWith("+json");
      if (json && StrictJson.read(body) instanceof Outcome.Read(Object data)) {
        event.put("data", data);
      } else {
        event.put("data_base64", Base64.getEncoder().encodeToString(body));
      }
    }
    return event;
  }

  /// A header value: unquoted, then one round of percent-decoding.
  private static String attribute(String name, String value) {
    String unquoted =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? BACKSLASH.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
            : value;
    return Encoded.percent(raw(unquoted))
        .orElseThrow(() -> Problem.badRequest("Header '" + name + "' is not UTF-8"));
  }

  /// Bytes that some senders forget to encode arrive as Latin-1; often they are UTF-8.
  private static String raw(String value) {
    if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xFF)) {
      return value;
    }
    return Encoded.utf8(value.getBytes(StandardCharsets.ISO_8859_1)).orElse(value);
  }
}
