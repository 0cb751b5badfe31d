package dev.leadline.intake.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a sender said, by name; a name inside an object has the object's name and a dot before it.
/// Names are the same whatever their case and separators: `First Name`, `first_name`, `firstName`.
final class Values {
  private static final int MOST_NESTED = 4;

  private final Map<String, Object> byName;

  private Values(Map<String, Object> byName) {
    this.byName = byName;
  }

  static Values none() {
    return new Values(Map.of());
  }

  static Values of(Map<String, Object> values) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten("", values, flat, 0);
    return new Values(flat);
  }

  /// These, and those of `other` that are not among these.
  Values or(Values other) {
    if (other == this || other.isEmpty()) {
      return this;
    }
    Map<String, Object> both = new LinkedHashMap<>(byName);
    other.byName.forEach(both::putIfAbsent);
    return new Values(both);
  }

  /// A value that is not blank: a text, number, boolean or list.
  Optional<Object> get(String name) {
    return Optional.ofNullable(byName.get(normal(name)));
  }

  /// The first of those names, as they are compared, that has a value.
  Optional<Object> first(Iterable<String> normalNames) {
    for (String name : normalNames) {
      Object value = byName.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  Optional<String> text(String name) {
    return get(name).filter(value -> !(value instanceof List)).map(Object::toString);
  }

  /// The first of those names that has a text.
  Optional<String> firstText(String... names) {
    for (String name : names) {
      Optional<String> text = text(name);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /// The names as they are compared.
  Set<String> names() {
    return byName.keySet();
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /// A name as it is compared: letters, digits and dots, in lower case.
  static String normal(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .chars()
        .filter(c -> Character.isLetterOrDigit(c) || c == '.')
        .forEach(c -> normal.append((char) c));
    return normal.toString();
  }

  private static void flatten(
      String prefix, Map<?, ?> values, Map<String, Object> flat, int nested) {
    values.forEach((name, value) -> {
      String full = prefix + normal(String.valueOf(name));
      switch (value) {
        case null -> {}
        case Map<?, ?> map when nested < MOST_NESTED -> flatten(full + ".", map, flat, nested + 1);
        case Map<?, ?> _ -> {}
        case List<?> list when isPlain(list) -> flat.putIfAbsent(full, list);
        case List<?> _ -> {}
        case Object plain when !plain.toString().isBlank() -> flat.putIfAbsent(full, plain);
        default -> {}
      }
    });
  }

  private static boolean isPlain(List<?> list) {
    return !list.isEmpty()
        && list.stream()
            .allMatch(value ->
                value instanceof String || value instanceof Number || value instanceof Boolean);
  }
}
