package dev.leadline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes envelopes as CloudEvents 1.0 in Kafka's binary mode, and reads them back: attributes in
/// headers named `ce_...`, the event as JSON in the value, times in RFC 3339, durations in ISO
/// 8601.
///
/// A mapper is made once and is safe for use by many threads.
public final class EventCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module(), leadlineTypes())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private EventCodec() {}

  /// The mapper that events are written with, for stores that keep parts of events as JSON. Not to
  /// be configured.
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /// The record headers of an envelope.
  public static Map<String, String> headers(Envelope<?> envelope) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", envelope.id().toString());
    headers.put("ce_source", envelope.source());
    headers.put("ce_type", EventTypes.nameOf(envelope.event()));
    headers.put("ce_subject", envelope.event().subject());
    headers.put("ce_time", envelope.time().toString());
    headers.put("ce_recordedtime", envelope.recordedAt().toString());
    headers.put("ce_correlationid", envelope.correlationId());
    putIfKnown(headers, "ce_causationid", envelope.causationId());
    putIfKnown(headers, "ce_policyversion", envelope.policyVersion());
    putIfKnown(headers, "traceparent", envelope.traceparent());
    headers.put("content-type", "application/json");
    return headers;
  }

  /// The record value of an event.
  public static byte[] value(Event event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (IOException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  /// Reads an envelope back.
  ///
  /// @param headers as [#headers(Envelope)] wrote them; others are ignored
  /// @param value the JSON of the event
  /// @throws UnreadableEventException naming the attribute or the JSON path that cannot be read
  public static Envelope<?> decode(Map<String, String> headers, byte[] value) {
    String type = required(headers, "ce_type");
    Class<? extends Event> record =
        EventTypes.byName(type)
            .orElseThrow(
                () -> new UnreadableEventException("Event type '" + type + "' is not known"));
    try {
      return new Envelope<>(
          UUID.fromString(required(headers, "ce_id")),
          required(headers, "ce_source"),
          Instants.parse(required(headers, "ce_time")),
          Instants.parse(required(headers, "ce_recordedtime")),
          required(headers, "ce_correlationid"),
          optionalId(headers.get("ce_causationid")),
          headers.get("ce_policyversion"),
          headers.get("traceparent"),
          MAPPER.readValue(value, record));
    } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
      throw new UnreadableEventException("Event of type '" + type + "' cannot be read", unreadable);
    }
  }

  /// What a topic holds is not an event of this contract.
  public static final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
      super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
      super(message + ": " + cause.getMessage(), cause);
    }
  }

  private static void putIfKnown(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }

  private static @Nullable UUID optionalId(@Nullable String id) {
    return id == null ? null : UUID.fromString(id);
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new UnreadableEventException("Header '" + name + "' is missing");
    }
    return value;
  }

  private static SimpleModule leadlineTypes() {
    return new SimpleModule("leadline")
        .addSerializer(LeadId.class, new LeadIdSerializer())
        .addDeserializer(LeadId.class, new LeadIdDeserializer())
        .addDeserializer(Instant.class, new Instants.Deserializer());
  }

  private static final class LeadIdSerializer extends StdSerializer<LeadId> {
    private static final long serialVersionUID = 1L;

    LeadIdSerializer() {
      super(LeadId.class);
    }

    @Override
    public void serialize(LeadId id, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(id.toString());
    }
  }

  private static final class LeadIdDeserializer extends StdDeserializer<LeadId> {
    private static final long serialVersionUID = 1L;

    LeadIdDeserializer() {
      super(LeadId.class);
    }

    @Override
    public LeadId deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return LeadId.parse(json.getValueAsString());
    }
  }
}
