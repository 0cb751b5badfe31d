package dev.leadline.intake.mapping;

import dev.leadline.events.Activity;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.normalisation.FieldValues;
import dev.leadline.policy.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which of a sender's event names mean which activity of the catalogue, for one kind of source.
/// Names are the same whatever their case and separators: `Demo Requested`, `demo.requested`.
final class ActivityMapping {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Map<String, Catalogue.ActivityType> byName = new HashMap<>();

  ActivityMapping(Catalogue catalogue, SourceKind kind) {
    for (Catalogue.ActivityType type : catalogue.activities().values()) {
      type.from()
          .getOrDefault(kind.id(), List.of())
          .forEach(name -> byName.putIfAbsent(normal(name), type));
      type.from()
          .getOrDefault("any", List.of())
          .forEach(name -> byName.putIfAbsent(normal(name), type));
    }
    catalogue.activities().forEach((name, type) -> byName.putIfAbsent(normal(name), type));
  }

  /// What was done, with the properties that the catalogue names.
  ///
  /// @param events the names it may go by, best first
  /// @return empty when the catalogue knows none of them
  Optional<Activity> of(List<String> events, Values properties, String source) {
    return events.stream()
        .map(ActivityMapping::normal)
        .filter(byName::containsKey)
        .findFirst()
        .map(byName::get)
        .map(type -> new Activity(type.type(), source, typed(type, properties)));
  }

  private static Map<String, Object> typed(Catalogue.ActivityType type, Values properties) {
    Map<String, Object> typed = new HashMap<>();
    type.properties()
        .forEach((name, valueType) ->
            properties
                .get(name)
                .flatMap(value -> FieldValues.typed(valueType, value))
                .ifPresent(value -> typed.put(name, value)));
    return typed;
  }

  private static String normal(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
  }
}
