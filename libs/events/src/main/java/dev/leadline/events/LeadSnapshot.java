package dev.leadline.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lead as it was known when an event was recorded.
///
/// Events carry it so that a decision reads the event and its own state, never another service.
///
/// @param id whose snapshot it is
/// @param version counts the changes of this lead, from 1; a higher version is newer
/// @param capturedAt when the lead was first captured, in happened-time
/// @param fields what is known, by the field names of the policy's catalogue; a field that is not
///   known is absent. Values are String, Long, Double, Boolean or a list of String
public record LeadSnapshot(
    LeadId id, long version, Instant capturedAt, Map<String, Object> fields) {

  public LeadSnapshot {
    if (version < 1) {
      throw new IllegalArgumentException("Version of lead " + id + " is " + version + ", below 1");
    }
    fields = FieldValues.copyOf(fields);
  }

  /// The text of a field; empty when the field is not known or holds no text.
  public Optional<String> text(String field) {
    return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A set of field values that holds only the types an event may carry, sorted by name. Conditions
  /// look fields up all the time, which a table does faster than a tree.
  static final class FieldValues {
    private FieldValues() {}

    static Map<String, Object> copyOf(Map<String, Object> values) {
      List<Map.Entry<String, Object>> sorted = new ArrayList<>(values.entrySet());
      sorted.sort(Map.Entry.comparingByKey());
      Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(sorted.size());
      for (Map.Entry<String, Object> field : sorted) {
        copy.put(field.getKey(), checked(field.getKey(), field.getValue()));
      }
      return Collections.unmodifiableMap(copy);
    }

    private static Object checked(String name, Object value) {
      return switch (value) {
        case String text -> text;
        case Boolean bool -> bool;
        case Long number -> number;
        case Integer number -> number.longValue();
        case Double number -> number;
        case List<?> list -> list.stream().map(String.class::cast).toList();
        default ->
            throw new IllegalArgumentException(
                "Field '" + name + "' holds a " + value.getClass().getSimpleName());
      };
    }
  }
}
