package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leadline.events.EventCodec.UnreadableEventException;
import dev.leadline.events.Instants;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The attributes of an event in the JSON format of CloudEvents 1.0: what stands before `data`.
final class Header {
  private @Nullable String id;
  private @Nullable String source;
  private @Nullable String type;
  private @Nullable String subject;
  private @Nullable String time;
  private @Nullable String recordedAt;
  private @Nullable String correlation;
  private @Nullable String causation;
  private @Nullable String policyVersion;
  private @Nullable String traceparent;
  private @Nullable String actor;
  private @Nullable String topic;
  private @Nullable String partition;
  private @Nullable String offset;

  private Header() {}

  /// Reads up to the value of `data`, which is the parser's current token afterwards.
  ///
  /// @param texts keeps what comes again
  static Header read(JsonParser json, Texts texts) throws IOException {
    Header header = new Header();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("data")) {
        return header;
      }
      header.take(name, json, texts);
    }
    throw new IOException("it has no 'data'");
  }

  private void take(String name, JsonParser json, Texts texts) throws IOException {
    switch (name) {
      case "id" -> id = json.getText();
      case "source" -> source = texts.of(json);
      case "type" -> type = texts.of(json);
      case "subject" -> subject = json.getText();
      case "time" -> time = json.getText();
      case "recordedtime" -> recordedAt = json.getText();
      case "correlationid" -> correlation = json.getText();
      case "causationid" -> causation = json.getText();
      case "policyversion" -> policyVersion = texts.of(json);
      case "traceparent" -> traceparent = json.getText();
      case "actor" -> actor = json.getText();
      case "topic" -> topic = texts.of(json);
      case "partition" -> partition = texts.of(json);
      case "offset" -> offset = json.getText();
      default -> json.skipChildren();
    }
  }

  String type() {
    return required("type", type);
  }

  UUID id() {
    return UUID.fromString(required("id", id));
  }

  String source() {
    return required("source", source);
  }

  String subject() {
    return required("subject", subject);
  }

  String actor() {
    return required("actor", actor);
  }

  Instant time() {
    return Instants.parse(required("time", time));
  }

  Instant recordedAt() {
    return Instants.parse(required("recordedtime", recordedAt));
  }

  String correlation() {
    return required("correlationid", correlation);
  }

  @Nullable UUID causation() {
    return causation == null ? null : UUID.fromString(causation);
  }

  @Nullable String policyVersion() {
    return policyVersion;
  }

  @Nullable String traceparent() {
    return traceparent;
  }

  /// Where the topic has it; null when the line does not say.
  @Nullable Place place() {
    return topic == null
        ? null
        : new Place(
            topic,
            Integer.parseInt(required("partition", partition)),
            Long.parseLong(required("offset", offset)));
  }

  private static String required(String name, @Nullable String value) {
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
