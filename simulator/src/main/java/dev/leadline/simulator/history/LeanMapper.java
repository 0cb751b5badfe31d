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
import dev.leadline.events.Candidate;
import dev.leadline.events.EventCodec;
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

/// Reads what a decision comes to and passes over what it explains, which is most of its bytes. Two
/// of three decisions are scores and stages, which are read by hand.
final class LeanMapper {
  private static final Set<Class<?>> EXPLAINING =
      Set.of(Reason.class, Candidate.class, ScoreLine.class);

  private LeanMapper() {}

  static ObjectMapper create() {
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
