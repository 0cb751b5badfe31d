package dev.leadline.intake.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON object as maps, lists, texts, numbers and booleans. Asking for what is not there, or is
/// of another type, finds nothing.
public record Payload(Map<String, Object> values) {
  private static final Payload EMPTY = new Payload(Map.of());

  /// The object; an empty one when `json` is none.
  public static Payload of(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> map)) {
      return EMPTY;
    }
    @SuppressWarnings("unchecked") // The names of a JSON object are texts.
    Map<String, Object> values = (Map<String, Object>) map;
    return new Payload(values);
  }

  /// A value that is no object, list or null, as text; empty when blank.
  public Optional<String> text(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Map<?, ?> _ -> Optional.empty();
      case List<?> _ -> Optional.empty();
      case Object value ->
          Optional.of(value.toString()).map(String::strip).filter(text -> !text.isEmpty());
    };
  }

  /// The first of those names that has a text.
  public Optional<String> firstText(String... names) {
    for (String name : names) {
      Optional<String> text = text(name);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  public Payload object(String name) {
    return of(values.get(name));
  }

  /// The elements of a list; empty when it is none.
  public List<?> list(String name) {
    return values.get(name) instanceof List<?> list ? list : List.of();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
