package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.ScoreLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a decision comes to and passes over what it explains, which is most of its bytes.
final class LeanMapper {
  private static final Set<Class<?>> EXPLAINING =
      Set.of(Reason.class, Candidate.class, ScoreLine.class);

  private LeanMapper() {}

  static ObjectMapper create() {
    SimpleModule lean = new SimpleModule("lean");
    lean.addDeserializer(LeadSnapshot.class, new BareSnapshot());
    lean.setDeserializers(
        new SimpleDeserializers(Map.of(LeadSnapshot.class, new BareSnapshot())) {
          private static final long serialVersionUID = 1L;

          @Override
          public @Nullable JsonDeserializer<?> findCollectionDeserializer(
              CollectionType type,
              DeserializationConfig config,
              BeanDescription description,
              @Nullable TypeDeserializer elementType,
              @Nullable JsonDeserializer<?> element) {
            return EXPLAINING.contains(type.getContentType().getRawClass())
                ? new PassedOver()
                : null;
          }
        });
    return EventCodec.mapper().copy().registerModule(lean);
  }

  private static final class PassedOver extends StdDeserializer<List<?>> {
    private static final long serialVersionUID = 1L;

    PassedOver() {
      super(List.class);
    }

    @Override
    public List<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
      json.skipChildren();
      return List.of();
    }
  }

  /// A snapshot of which only the identity and the version are wanted.
  private static final class BareSnapshot extends StdDeserializer<LeadSnapshot> {
    private static final long serialVersionUID = 1L;

    BareSnapshot() {
      super(LeadSnapshot.class);
    }

    @Override
    public LeadSnapshot deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      String id = "";
      long version = 1;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getText();
          case "version" -> version = json.getLongValue();
          default -> json.skipChildren();
        }
      }
      return new LeadSnapshot(LeadId.parse(id), version, Instant.EPOCH, Map.of());
    }
  }
}
