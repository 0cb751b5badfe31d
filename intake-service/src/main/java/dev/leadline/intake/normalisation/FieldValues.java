package dev.leadline.intake.normalisation;

import dev.leadline.policy.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Brings a sender's value into the type that the catalogue gives its field.
public final class FieldValues {
  private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "on", "checked");
  private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "off");
  private static final Pattern LIST_SEPARATOR = Pattern.compile("[;,]");
  private static final int MOST_IN_LIST = 100;

  private FieldValues() {}

  /// @param value a text, number, boolean, or list of these
  /// @return the value as events carry it; empty when it is blank or cannot be of that type
  public static Optional<Object> typed(Catalogue.Type type, Object value) {
    return switch (type) {
      case TEXT -> text(value).map(Object.class::cast);
      case INTEGER -> whole(value).map(Object.class::cast);
      case DECIMAL -> decimal(value).map(Object.class::cast);
      case BOOLEAN -> bool(value).map(Object.class::cast);
      case TEXT_LIST -> texts(value).map(Object.class::cast);
    };
  }

  private static Optional<String> text(Object value) {
    return value instanceof List<?> list
        ? list.stream().findFirst().flatMap(FieldValues::text)
        : CleanText.of(value.toString());
  }

  private static Optional<Long> whole(Object value) {
    return switch (value) {
      case Long number -> Optional.of(number);
      case Integer number -> Optional.of(number.longValue());
      case Double number when Double.isFinite(number) -> Optional.of(Math.round(number));
      default -> text(value).flatMap(Numbers::whole);
    };
  }

  private static Optional<Double> decimal(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(number.doubleValue())
        : text(value).flatMap(Numbers::decimal);
  }

  private static Optional<Boolean> bool(Object value) {
    if (value instanceof Boolean bool) {
      return Optional.of(bool);
    }
    return text(value)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(text -> TRUE.contains(text) || FALSE.contains(text))
        .map(TRUE::contains);
  }

  private static Optional<List<String>> texts(Object value) {
    List<String> texts =
        (value instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : LIST_SEPARATOR.splitAsStream(value.toString()))
            .limit(MOST_IN_LIST)
            .flatMap(text -> CleanText.of(text).stream())
            .toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
  }
}
