package dev.leadline.events;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the event types, as `ce_type` writes them: `dev.leadline.` and the record's name.
public final class EventTypes {
  private static final String PREFIX = "dev.leadline.";
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return PREFIX + type.getSimpleName();
        }
      };
  private static final Map<String, Class<? extends Event>> BY_NAME =
      records(Event.class)
          .distinct()
          .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, type -> type));

  private EventTypes() {}

  public static String nameOf(Event event) {
    return nameOf(event.getClass());
  }

  public static String nameOf(Class<? extends Event> type) {
    return NAMES.get(type);
  }

  /// The record that a `ce_type` stands for; empty when there is none by that name.
  public static Optional<Class<? extends Event>> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The records that a topic's sealed interface permits.
  public static Stream<Class<? extends Event>> records(Class<? extends Event> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses())
            .map(permitted -> permitted.<Event>asSubclass(Event.class))
            .flatMap(EventTypes::records)
            .distinct();
  }
}
