package dev.leadline.intake.identity;

import dev.leadline.events.LeadChanged.FieldChange;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Field by field, what is newest wins; what is not said changes nothing.
final class FieldNews {
  private FieldNews() {}

  /// @return what is known after the news
  static Map<String, KnownValue> apply(
      Map<String, KnownValue> known, Map<String, KnownValue> news) {
    Map<String, KnownValue> after = new TreeMap<>(known);
    news.forEach((field, value) ->
        after.merge(field, value, (old, said) -> old.yieldsTo(said) ? said : old));
    return after;
  }

  /// The fields whose value is another one.
  static Map<String, FieldChange> changes(
      Map<String, KnownValue> before, Map<String, KnownValue> after) {
    Map<String, FieldChange> changes = new TreeMap<>();
    after.forEach((field, value) -> {
      Object old = value(before.get(field));
      if (!Objects.equals(old, value.value())) {
        changes.put(field, new FieldChange(old, value.value()));
      }
    });
    return changes;
  }

  private static @Nullable Object value(@Nullable KnownValue known) {
    return known == null ? null : known.value();
  }
}
