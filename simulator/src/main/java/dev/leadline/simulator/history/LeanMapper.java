package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Candidate;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.ScoreLine;
import dev.leadline.events.StageEntered;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads events for a simulation: of a decision what it comes to, and not what it explains, which
/// is most of its bytes. Nearly all events are scores, stages, captured leads and activities, which
/// are read by hand.
final class LeanMapper {
  private static final Set<Class<?>> EXPLAINING =
      Set.of(Reason.class, Candidate.class, ScoreLine.class);

  private LeanMapper() {}

  /// Reads what intake says, with everything in it.
  ///
  /// @param texts keeps what comes again
  static ObjectMapper given(Texts texts) {
    GivenEvents events = new GivenEvents(texts);
    SimpleModule given = new SimpleModule("given");
    given.setDeserializers(
        new SimpleDeserializers(
            Map.of(
                LeadSnapshot.class,
                new Lean<>(LeadSnapshot.class, events::snapshot),
                LeadCaptured.class,
                new Lean<>(LeadCaptured.class, events::captured),
                ActivityRecorded.class,
                new Lean<>(ActivityRecorded.class, events::recorded))));
    return EventCodec.mapper().copy().registerModule(given);
  }

  /// Reads decisions.
  static ObjectMapper decisions() {
    SimpleModule lean = new SimpleModule("lean");
    lean.setDeserializers(
        new SimpleDeserializers(
            Map.of(
                LeadSnapshot.class,
                new Lean<>(LeadSnapshot.class, LeanEvents::snapshot),
                LeadScored.class,
                new Lean<>(LeadScored.class, LeanEvents::scored),
                StageEntered.class,
                new Lean<>(StageEntered.class, LeanEvents::entered))) {
          private static final long serialVersionUID = 1L;

          @Override
          public @Nullable JsonDeserializer<?> findCollectionDeserializer(
              CollectionType type,
              DeserializationConfig config,
              BeanDescription description,
              @Nullable TypeDeserializer elementType,
              @Nullable JsonDeserializer<?> element) {
            return EXPLAINING.contains(type.getContentType().getRawClass())
                ? new Lean<>(List.class, LeanMapper::passedOver)
                : null;
          }
        });
    return EventCodec.mapper().copy().registerModule(lean);
  }

  private static List<?> passedOver(JsonParser json) throws IOException {
    json.skipChildren();
    return List.of();
  }

  /// Reads a value of which the parser is at the first token.
  @FunctionalInterface
  private interface Reading<T> {
    T read(JsonParser json) throws IOException;
  }

  private static final class Lean<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // nobody writes a mapper down
    private final Reading<? extends T> reading;

    Lean(Class<T> type, Reading<? extends T> reading) {
      super(type);
      this.reading = reading;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return reading.read(json);
    }
  }
}
