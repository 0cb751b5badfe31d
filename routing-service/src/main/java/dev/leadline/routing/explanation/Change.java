package dev.leadline.routing.explanation;

import org.jspecify.annotations.Nullable;

/// Another value of one field of a lead.
///
/// @param from null when the field is not known
/// @param to null when the field is to be not known
public record Change(String field, @Nullable Object from, @Nullable Object to) {
  private static final double WHOLE = 1;

  /// How far apart the values are: numbers by their difference over the value that is, at least 1,
  /// so that a near number comes before anything else; whatever cannot be measured is 1 apart.
  double distance() {
    return from instanceof Number was && to instanceof Number is
        ? Math.abs(is.doubleValue() - was.doubleValue()) / Math.max(1, Math.abs(was.doubleValue()))
        : WHOLE;
  }
}
