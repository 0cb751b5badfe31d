package dev.leadline.stack.scorecard;

import dev.leadline.stack.scorecard.Scorecard.Figure;
import dev.leadline.stack.scorecard.Scorecard.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A scorecard against the one of the period before, as a table: each value with a mark for its
/// trend, the value before, and the counts behind it. A week stands against the week before; not
/// where things are counted, for the first and the last week may not be whole.
public final class ScorecardTable {
  private static final String LINE = "%-44s %12s %-9s %12s   %s%n";

  private final Scorecard now;
  private final Scorecard before;
  private final StringBuilder text = new StringBuilder();

  private ScorecardTable(Scorecard now, Scorecard before) {
    this.now = now;
    this.before = before;
  }

  /// @param before the same question about the period before
  public static String of(Scorecard now, Scorecard before) {
    return new ScorecardTable(now, before).print();
  }

  private String print() {
    text.append("Scorecard from %s to %s, as of %s%n".formatted(now.from(), now.to(), now.asOf()));
    text.append("against the period before, from %s%n%n".formatted(before.from()));
    text.append(LINE.formatted("", "now", "trend", "before", "counts"));
    now.figures().forEach(this::print);
    if (corrected()) {
      text.append("%n* corrected: heard of after the period had ended%n".formatted());
    }
    return text.toString();
  }

  private void print(Figure figure) {
    List<Measure> measures = new ArrayList<>(figure.measures());
    if (measures.size() == 1 && measures.getFirst().of() == null) {
      print(figure, measures.getFirst(), figure.title());
      return;
    }
    if (!measures.isEmpty()) {
      text.append(figure.title()).append('\n');
      measures.forEach(measure -> print(figure, measure, "  " + name(measure)));
    }
  }

  private static String name(Measure measure) {
    String of = measure.of() == null ? "all" : measure.of();
    return measure.part() == null ? of : (measure.of() == null ? "" : of + " ") + measure.part();
  }

  private void print(Figure figure, Measure measure, String name) {
    Double past = before(figure, measure);
    text.append(
        LINE.formatted(
                name + (measure.correctedAt() == null ? "" : " *"),
                told(figure, measure.value()),
                trend(figure, measure.value(), past),
                told(figure, past),
                counts(measure))
            .stripTrailing());
    text.append('\n');
  }

  private @Nullable Double before(Figure figure, Measure measure) {
    if (!measure.isOfAWeek()) {
      return value(before, figure, measure);
    }
    return figure.unit().equals("count") ? null : value(now, figure, measure.aWeekBefore());
  }

  private static @Nullable Double value(Scorecard card, Figure figure, Measure sought) {
    return card.figures().stream()
        .filter(it -> it.figure().equals(figure.figure()))
        .flatMap(it -> it.measures().stream())
        .filter(sought::isAbout)
        .findFirst()
        .map(Measure::value)
        .orElse(null);
  }

  /// An arrow for the direction, and whether that is good.
  private static String trend(Figure figure, @Nullable Double value, @Nullable Double past) {
    if (value == null || past == null) {
      return "";
    }
    if (told(figure, value).equals(told(figure, past))) {
      return "=";
    }
    boolean more = value > past;
    return (more ? "▲" : "▼") + (more == figure.better().equals("more") ? " better" : " worse");
  }

  private static String told(Figure figure, @Nullable Double value) {
    if (value == null) {
      return "-";
    }
    return switch (figure.unit()) {
      case "ratio" -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
      case "seconds" -> length(Duration.ofMillis(Math.round(1_000 * value)));
      default -> String.format(Locale.ROOT, "%,.0f", value);
    };
  }

  /// The two largest units of a length of time.
  private static String length(Duration time) {
    if (time.toDays() > 0) {
      return "%d d %02d h".formatted(time.toDays(), time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return "%d h %02d m".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d m %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private static String counts(Measure measure) {
    if (measure.numerator() == null) {
      return measure.denominator() == null
          ? ""
          : String.format(Locale.ROOT, "of %,d", measure.denominator());
    }
    return measure.denominator() == null
        ? String.format(Locale.ROOT, "%,d", measure.numerator())
        : String.format(Locale.ROOT, "%,d of %,d", measure.numerator(), measure.denominator());
  }

  private boolean corrected() {
    return now.figures().stream()
        .flatMap(it -> it.measures().stream())
        .map(Measure::correctedAt)
        .anyMatch(Instant.class::isInstance);
  }
}
