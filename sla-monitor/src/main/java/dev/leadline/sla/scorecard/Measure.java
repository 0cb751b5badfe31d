package dev.leadline.sla.scorecard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A figure as it was found.
///
/// @param of the target, stage, commitment or reason that it is told for; null for all
/// @param split what `part` is a part by; null for the whole
/// @param part the segment, source, team, rep or week, `none` for what has none; null for the whole
/// @param value null when there is nothing to measure
/// @param numerator what the definition counts above the line; null when nothing is
/// @param denominator what it counts below; null when nothing is
/// @param correctedAt when that was last recorded which happened in the period and was not known at
///   its end; null when everything was
public record Measure(
    Figure figure,
    @Nullable String of,
    @Nullable Split split,
    @Nullable String part,
    @Nullable Double value,
    @Nullable Long numerator,
    @Nullable Long denominator,
    @Nullable Instant correctedAt) {

  /// A share; not known when there is nothing to have a share of.
  static @Nullable Double ratio(@Nullable Long numerator, @Nullable Long denominator) {
    return numerator == null || denominator == null || denominator == 0
        ? null
        : (double) numerator / denominator;
  }

  /// A figure that is its counts.
  public static Measure counted(
      Figure figure,
      @Nullable String of,
      @Nullable Split split,
      @Nullable String part,
      long numerator,
      @Nullable Long denominator,
      @Nullable Instant correctedAt) {
    Double value =
        figure.unit() == Unit.RATIO ? ratio(numerator, denominator) : (Double) (double) numerator;
    return new Measure(figure, of, split, part, value, numerator, denominator, correctedAt);
  }

  /// A length of time, of so many.
  public static Measure lasting(
      Figure figure,
      @Nullable String of,
      @Nullable Split split,
      @Nullable String part,
      @Nullable Double seconds,
      long measured,
      @Nullable Instant correctedAt) {
    return new Measure(figure, of, split, part, seconds, null, measured, correctedAt);
  }

  /// The same counts against another denominator.
  public Measure over(@Nullable Long other) {
    return new Measure(
        figure, of, split, part, ratio(numerator, other), numerator, other, correctedAt);
  }
}
