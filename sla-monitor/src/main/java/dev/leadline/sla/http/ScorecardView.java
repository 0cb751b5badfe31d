package dev.leadline.sla.http;

import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Split;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scorecard as JSON.
///
/// @param to the first instant after the period
/// @param asOf what was recorded later is not in the figures
/// @param by what the figures are told apart by; empty when only the whole is told
public record ScorecardView(
    Instant from, Instant to, Instant asOf, List<String> by, List<FigureView> figures) {

  /// @param unit `ratio` from 0 to 1, `seconds` or `count`
  /// @param better `more` or `less`
  /// @param numerator what is counted above the line, in words; null when nothing is
  /// @param denominator what is counted below the line, in words; null when nothing is
  public record FigureView(
      String figure,
      String title,
      String unit,
      String better,
      String definition,
      @Nullable String numerator,
      @Nullable String denominator,
      List<MeasureView> measures) {}

  /// @param of the target, stage, commitment or reason; null for all
  /// @param by what `part` is a part by; null for the whole
  /// @param value null when there is nothing to measure
  /// @param correctedAt when that was last recorded which happened in the period and was not known
  ///   at its end; null when everything was
  public record MeasureView(
      @Nullable String of,
      @Nullable String by,
      @Nullable String part,
      @Nullable Double value,
      @Nullable Long numerator,
      @Nullable Long denominator,
      @Nullable Instant correctedAt) {

    static MeasureView of(Measure measure) {
      Split split = measure.split();
      return new MeasureView(
          measure.of(),
          split == null ? null : split.word(),
          measure.part(),
          measure.value(),
          measure.numerator(),
          measure.denominator(),
          measure.correctedAt());
    }
  }

  static ScorecardView of(Card card) {
    return new ScorecardView(
        card.question().from(),
        card.question().to(),
        card.question().asOf(),
        card.question().splits().stream().sorted().map(Split::word).toList(),
        Stream.of(Figure.values()).map(figure -> figure(figure, card)).toList());
  }

  private static FigureView figure(Figure figure, Card card) {
    return new FigureView(
        figure.id(),
        figure.title(),
        word(figure.unit()),
        word(figure.better()),
        figure.definition(),
        figure.numerator(),
        figure.denominator(),
        card.measures().stream()
            .filter(measure -> measure.figure() == figure)
            .map(MeasureView::of)
            .toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
