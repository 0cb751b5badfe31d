package dev.leadline.sla.application;

import dev.leadline.messaging.Duty;
import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Grain;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import dev.leadline.sla.scorecard.Window;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The scorecard of some windows for Prometheus, the same figures as the API gives, told by the
/// monitor on duty. The windows are measured anew every `leadline.sla.scorecard.every` (1m), or,
/// where measuring takes long, so seldom that it takes a twentieth of the time.
@ApplicationScoped
class ScorecardGauges {
  private static final Set<Split> SPLITS = Set.of(Split.SEGMENT, Split.SOURCE, Split.TEAM);
  private static final String ALL = "all";

  private final ReadScorecard scorecard;
  private final Duty duty;
  private final InstantSource time;
  private final Map<Window, Card> cards = new EnumMap<>(Window.class);
  private final Sparing sparing;
  private final Map<Figure, MultiGauge> figures = new EnumMap<>(Figure.class);
  private final MultiGauge numerators;
  private final MultiGauge denominators;
  private final MultiGauge begins;
  private final MultiGauge ends;

  ScorecardGauges(ReadScorecard scorecard, Duty duty, InstantSource time, MeterRegistry meters) {
    this.scorecard = scorecard;
    this.duty = duty;
    this.time = time;
    this.sparing = new Sparing(time);
    for (Figure figure : Figure.values()) {
      figures.put(figure, gauge(meters, figure.gauge(), figure.title()));
    }
    numerators =
        gauge(meters, "leadline.scorecard.numerator", "Counted above the line of a figure");
    denominators =
        gauge(meters, "leadline.scorecard.denominator", "Counted below the line of a figure");
    begins =
        gauge(meters, "leadline.scorecard.from.seconds", "When a window begins, since the epoch");
    ends =
        gauge(
            meters, "leadline.scorecard.to.seconds", "When a window was measured, since the epoch");
  }

  @Scheduled(
      every = "${leadline.sla.scorecard.every:1m}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (duty.isMine()) {
      sparing.run(this::measure);
    } else {
      cards.clear();
      show();
    }
  }

  /// All windows end at one instant, so the figures that look at all leads are measured once.
  private void measure() {
    Instant now = time.instant();
    Map<Window, Question> questions = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      questions.put(window, window.question(now, SPLITS));
    }
    Iterator<Card> answers = scorecard.answers(List.copyOf(questions.values())).iterator();
    questions.keySet().forEach(window -> cards.put(window, answers.next()));
    show();
  }

  private void show() {
    figures.forEach((figure, gauge) ->
        gauge.register(
            rows(Measure::value, it -> it.figure() == figure, ScorecardGauges::tags), true));
    numerators.register(
        rows(Measure::numerator, ScorecardGauges::isWhole, ScorecardGauges::named), true);
    denominators.register(
        rows(Measure::denominator, ScorecardGauges::isWhole, ScorecardGauges::named), true);
    begins.register(instants(Question::from), true);
    ends.register(instants(Question::to), true);
  }

  private List<Row<?>> rows(
      Function<Measure, @Nullable Number> value,
      Predicate<Measure> shown,
      Function<Measure, Tags> tags) {
    return cards.entrySet().stream()
        .flatMap(card ->
            card.getValue().measures().stream()
                .filter(shown)
                .filter(measure -> value.apply(measure) != null)
                .<Row<?>>map(measure ->
                    Row.of(
                        tags.apply(measure).and("window", card.getKey().label()),
                        Objects.requireNonNull(value.apply(measure)))))
        .toList();
  }

  private List<Row<?>> instants(Function<Question, Instant> instant) {
    return cards.entrySet().stream()
        .<Row<?>>map(card ->
            Row.of(
                Tags.of("window", card.getKey().label()),
                instant.apply(card.getValue().question()).toEpochMilli() / 1e3))
        .toList();
  }

  private static boolean isWhole(Measure measure) {
    return measure.split() == null;
  }

  private static Tags tags(Measure measure) {
    Split split = measure.split();
    Tags parts =
        Tags.of(
            "by",
            split == null ? ALL : split.word(),
            "part",
            Objects.requireNonNullElse(measure.part(), ALL));
    Grain grain = measure.figure().grain();
    return grain == Grain.ALL ? parts : parts.and(grain.label(), of(measure));
  }

  private static Tags named(Measure measure) {
    return Tags.of("figure", measure.figure().id(), "of", of(measure));
  }

  private static String of(Measure measure) {
    return Objects.requireNonNullElse(measure.of(), ALL);
  }

  private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
    return MultiGauge.builder(name).description(description).register(meters);
  }
}
