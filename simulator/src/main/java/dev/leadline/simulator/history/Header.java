package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leadline.events.EventCodec.UnreadableEventException;
import dev.leadline.events.Instants;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The attributes of an event in the JSON format of CloudEvents 1.0: what stands before `data`.
///
/// @param attributes by name
record Header(Map<String, String> attributes) {

  /// Reads up to the value of `data`, which is the parser's current token afterwards.
  static Header read(JsonParser json) throws IOException {
    Map<String, String> attributes = new HashMap<>(16);
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("data")) {
        return new Header(attributes);
      }
      attributes.put(name, json.getText());
    }
    throw new IOException("it has no 'data'");
  }

  String type() {
    return required("type");
  }

  UUID id() {
    return UUID.fromString(required("id"));
  }

  String source() {
    return required("source");
  }

  Instant time() {
    return Instants.parse(required("time"));
  }

  Instant recordedAt() {
    return Instants.parse(required("recordedtime"));
  }

  @Nullable UUID causation() {
    String id = attributes.get("causationid");
    return id == null ? null : UUID.fromString(id);
  }

  /// Where the topic has it; null when the line does not say.
  @Nullable Place place() {
    String topic = attributes.get("topic");
    return topic == null
        ? null
        : new Place(
            topic, Integer.parseInt(required("partition")), Long.parseLong(required("offset")));
  }

  @Nullable String optional(String name) {
    return attributes.get(name);
  }

  String required(String name) {
    String value = attributes.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Attribute '" + name + "' is missing");
    }
    return value;
  }

  /// The exception of a line that cannot be read.
  static IllegalArgumentException unreadable(Line line, Exception why) {
    String found = why instanceof UnreadableEventException ? why.getMessage() : why.toString();
    return new IllegalArgumentException(
        "Line " + line.number() + " is no recorded event: " + found, why);
  }
}
