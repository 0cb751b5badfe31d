package dev.leadline.stack.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the SLA monitor answers, as docs/scorecard.md tells.
///
/// @param to the first instant after the period
public record Scorecard(Instant from, Instant to, Instant asOf, List<Figure> figures) {

  /// @param unit `ratio`, `seconds` or `count`
  /// @param better `more` or `less`
  public record Figure(
      String figure, String title, String unit, String better, List<Measure> measures) {}

  /// @param of the target, stage, commitment or reason; null for all
  /// @param by what `part` is a part by; null for the whole
  /// @param value null when there was nothing to measure
  /// @param correctedAt null when nothing was heard of after the period
  public record Measure(
      @Nullable String of,
      @Nullable String by,
      @Nullable String part,
      @Nullable Double value,
      @Nullable Long numerator,
      @Nullable Long denominator,
      @Nullable Instant correctedAt) {

    boolean isAbout(Measure other) {
      return Objects.equals(of, other.of)
          && Objects.equals(by, other.by)
          && Objects.equals(part, other.part);
    }

    boolean isOfAWeek() {
      return "week".equals(by);
    }

    /// The same of the week before, without its value.
    Measure aWeekBefore() {
      LocalDate monday = LocalDate.parse(part + "-1", DateTimeFormatter.ISO_WEEK_DATE);
      String week = DateTimeFormatter.ISO_WEEK_DATE.format(monday.minusWeeks(1));
      return new Measure(of, by, week.substring(0, week.length() - 2), null, null, null, null);
    }
  }

  /// The same instant one period earlier.
  public Instant before(Instant instant) {
    return instant.minus(Duration.between(from, to));
  }
}
