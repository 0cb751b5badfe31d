package dev.leadline.intake.normalisation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as people write them.
public final class Numbers {
  private static final Pattern FIRST_NUMBER =
      Pattern.compile(
          "(\\d{1,3}(?:[.,'\\u00a0\\u202f ]\\d{3})+|\\d+)(?:[.,](\\d+))?\\s*([kKmM](?![a-zA-Z]))?");
  private static final Pattern SEPARATORS = Pattern.compile("[.,'\\u00a0\\u202f ]");
  private static final int MAX_DIGITS = 15;

  private Numbers() {}

  /// A whole number: `1,200`, `1.200`, `1 200`, `2k`. Of a range, such as `51-200` or `1000+`, the
  /// lower bound, for that many are certain; of `under 10` and `<10`, 1. A negative number keeps
  /// its sign.
  ///
  /// @return empty when there is no number in it
  public static Optional<Long> whole(String text) {
    String trimmed = text.strip();
    Matcher number = FIRST_NUMBER.matcher(trimmed);
    if (!number.find()) {
      return Optional.empty();
    }
    String digits = SEPARATORS.matcher(number.group(1)).replaceAll("");
    if (digits.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    String before = trimmed.substring(0, number.start()).strip().toLowerCase(Locale.ROOT);
    if (before.equals("<") || before.endsWith("under") || before.endsWith("than")) {
      return Optional.of(1L);
    }
    long value = scaled(Long.parseLong(digits), number.group(2), number.group(3));
    return Optional.of(before.equals("-") ? -value : value);
  }

  /// A decimal number, with a point; or with commas between thousands.
  ///
  /// @return empty when it is none, or not finite
  public static Optional<Double> decimal(String text) {
    try {
      double value = Double.parseDouble(text.strip().replace(",", ""));
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static long scaled(long value, @Nullable String fraction, @Nullable String unit) {
    if (unit == null) {
      return value;
    }
    long scale = unit.equalsIgnoreCase("k") ? 1_000 : 1_000_000;
    double parts = fraction == null ? 0 : Double.parseDouble("0." + fraction);
    return value * scale + Math.round(parts * scale);
  }
}
