package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.EventTypes;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.Score;
import dev.leadline.events.StageEntered;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads lines. Safe for use by many threads.
final class LineDecoder {
  static final String REP_CHANGED = "dev.leadline.RepChanged";
  static final String POOL_CHANGED = "dev.leadline.PoolChanged";

  private static final String STAGE_ENTERED = EventTypes.nameOf(StageEntered.class);

  private static final ObjectMapper LEAN = LeanMapper.create();
  private static final Map<Class<? extends Event>, ObjectReader> READERS =
      new ConcurrentHashMap<>();

  private LineDecoder() {}

  /// The attributes, and the version of the lead when that comes first in the data.
  static Timetable.Known known(Line line) {
    try (JsonParser json = parser(line)) {
      Header header = Header.read(json);
      long version = version(json);
      boolean entered = header.type().equals(STAGE_ENTERED);
      return new Timetable.Known(header, version, entered ? score(json) : Timetable.NO_STAGE);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  /// Reads the lead to its end.
  private static long version(JsonParser json) throws IOException {
    if (!"lead".equals(json.nextFieldName()) || json.nextToken() != JsonToken.START_OBJECT) {
      return 0;
    }
    long version = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals("version");
      json.nextToken();
      if (found) {
        version = json.getLongValue();
      }
      json.skipChildren();
    }
    return version;
  }

  /// The print of the score that a stage was entered with; 0 when none was known.
  private static int score(JsonParser json) throws IOException {
    json.nextToken();
    while (json.currentToken() == JsonToken.FIELD_NAME) {
      boolean score = json.currentName().equals("score");
      json.nextToken();
      if (score) {
        return Timetable.print(LEAN.readValue(json, Score.class));
      }
      json.skipChildren();
      json.nextToken();
    }
    return 0;
  }

  /// The entry of a line; empty for an event of a type that is not known.
  static Optional<Entry> decode(Line line) {
    try (JsonParser json = parser(line)) {
      Header header = Header.read(json);
      return switch (header.type()) {
        case REP_CHANGED ->
            Optional.of(changed(line, header, json, Entry.RosterChanged.Subject.REP));
        case POOL_CHANGED ->
            Optional.of(changed(line, header, json, Entry.RosterChanged.Subject.POOL));
        default ->
            EventTypes.byName(header.type())
                .map(type -> said(line, header, json, type, lean(type)));
      };
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  /// The envelope of a line with everything in it.
  static Envelope<?> complete(Line line) {
    try (JsonParser json = parser(line)) {
      Header header = Header.read(json);
      Class<? extends Event> type = EventTypes.byName(header.type()).orElseThrow();
      return said(line, header, json, type, EventCodec.mapper().readerFor(type)).envelope();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  private static ObjectReader lean(Class<? extends Event> type) {
    return READERS.computeIfAbsent(
        type,
        each ->
            (IntakeEvent.class.isAssignableFrom(each) ? EventCodec.mapper() : LEAN)
                .readerFor(each));
  }

  private static Entry.Said said(
      Line line, Header header, JsonParser json, Class<? extends Event> type, ObjectReader reader) {
    try {
      Envelope<?> envelope =
          new Envelope<>(
              header.id(),
              header.source(),
              header.time(),
              header.recordedAt(),
              header.required("correlationid"),
              header.causation(),
              header.optional("policyversion"),
              header.optional("traceparent"),
              type.cast(reader.readValue(json)));
      return new Entry.Said(line.number(), envelope, line);
    } catch (IOException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  private static Entry changed(
      Line line, Header header, JsonParser json, Entry.RosterChanged.Subject subject)
      throws IOException {
    JsonNode data = EventCodec.mapper().readTree(json);
    return new Entry.RosterChanged(
        line.number(),
        header.recordedAt(),
        subject,
        header.required("subject"),
        header.required("actor"),
        present(data));
  }

  private static @Nullable JsonNode present(@Nullable JsonNode data) {
    return data == null || data.isNull() || data.isMissingNode() ? null : data;
  }

  private static JsonParser parser(Line line) throws IOException {
    return EventCodec.mapper().getFactory().createParser(line.block(), line.from(), line.length());
  }
}
