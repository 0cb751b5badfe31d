package dev.leadline.sla.http;

import dev.leadline.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads words of a request.
final class Words {
  private Words() {}

  static UUID id(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest("%s id '%s' is not a UUID".formatted(what, text));
    }
  }

  /// A constant by its name in any case, with hyphens or not; null when nothing is said.
  static <E extends Enum<E>> @Nullable E constant(
      Class<E> type, String what, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
          "%s '%s' is none of %s".formatted(what, text, List.of(type.getEnumConstants())));
    }
  }
}
