package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.EventTypes;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.TurnTaken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads lines. Safe for use by many threads.
final class LineDecoder {
  static final String REP_CHANGED = "dev.leadline.RepChanged";
  static final String BEGUN = "dev.leadline.RecordingBegun";
  static final String POOL_CHANGED = "dev.leadline.PoolChanged";

  private static final String TURN_TAKEN = "dev.leadline.TurnTaken";
  private static final TypeReference<List<Told>> TOLD = new TypeReference<>() {};

  private static final Texts TEXTS = new Texts();
  private static final ObjectMapper LEAN = LeanMapper.decisions();
  private static final ObjectMapper GIVEN = LeanMapper.given(TEXTS);
  private static final Map<Class<? extends Event>, ObjectReader> READERS =
      new ConcurrentHashMap<>();

  private LineDecoder() {}

  /// The entry of a line; empty for an event of a type that is not known.
  static Optional<Entry> decode(Line line) {
    try (JsonParser json = parser(line)) {
      Header header = Header.read(json, TEXTS);
      return switch (header.type()) {
        case REP_CHANGED ->
            Optional.of(changed(line, header, json, Entry.RosterChanged.Subject.REP));
        case POOL_CHANGED ->
            Optional.of(changed(line, header, json, Entry.RosterChanged.Subject.POOL));
        case BEGUN -> Optional.of(new Entry.Begun(EventCodec.mapper().readValue(json, TOLD)));
        case TURN_TAKEN -> turn(header, json);
        default ->
            EventTypes.byName(header.type())
                .map(type -> said(line, header, json, type, lean(type)));
      };
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  private static Optional<Entry> turn(Header header, JsonParser json) throws IOException {
    TurnTaken taken = EventCodec.mapper().readValue(json, TurnTaken.class);
    return Service.of(header.source())
        .map(service -> new Entry.Turn(service, header.recordedAt(), taken));
  }

  /// The envelope of a line with everything in it.
  static Envelope<?> complete(Line line) {
    try (JsonParser json = parser(line)) {
      Header header = Header.read(json, TEXTS);
      Class<? extends Event> type = EventTypes.byName(header.type()).orElseThrow();
      return said(line, header, json, type, EventCodec.mapper().readerFor(type)).envelope();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Header.unreadable(line, unreadable);
    }
  }

  private static ObjectReader lean(Class<? extends Event> type) {
    return READERS.computeIfAbsent(
        type, each -> (IntakeEvent.class.isAssignableFrom(each) ? GIVEN : LEAN).readerFor(each));
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
              header.correlation(),
              header.causation(),
              header.policyVersion(),
              header.traceparent(),
              type.cast(reader.readValue(json)));
      return new Entry.Said(envelope, header.place(), line);
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
        header.subject(),
        header.actor(),
        present(data));
  }

  private static @Nullable JsonNode present(@Nullable JsonNode data) {
    return data == null || data.isNull() || data.isMissingNode() ? null : data;
  }

  private static JsonParser parser(Line line) throws IOException {
    return EventCodec.mapper().getFactory().createParser(line.block(), line.from(), line.length());
  }
}
