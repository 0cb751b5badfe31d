package dev.leadline.routing.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.leadline.events.EventCodec;
import dev.leadline.routing.assignment.Standing;
import java.util.List;
import java.util.Locale;

/// How state is written as JSON: as events are, with a standing told apart by its `status`.
final class RoutingJson {
  private static final ObjectMapper MAPPER = mapper();

  private RoutingJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
  private interface ByStatus {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  /// @throws IllegalStateException when the database holds what this version did not write
  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException notOurs) {
      throw new IllegalStateException(
          "State of type " + type.getSimpleName() + " cannot be read", notOurs);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        EventCodec.mapper()
            .copy()
            .addMixIn(Standing.class, ByStatus.class)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    List.of(Standing.class.getPermittedSubclasses())
        .forEach(type ->
            mapper.registerSubtypes(
                new NamedType(type, type.getSimpleName().toLowerCase(Locale.ROOT))));
    return mapper;
  }
}
