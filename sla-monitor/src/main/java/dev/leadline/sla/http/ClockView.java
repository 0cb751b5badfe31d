package dev.leadline.sla.http;

import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.sla.application.ReadClocks.Reading;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.Standing;
import dev.leadline.sla.clock.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clock as it stands now.
///
/// @param state `running`, `paused`, `breached` (and still counting), `met` or `cancelled`
/// @param breached whether more than the budget was used, met or not
/// @param used working time
/// @param remaining working time that is left; negative once breached
/// @param due when the budget is or was used up; null while the clock stands still before that
/// @param cause why it is paused or was cancelled
/// @param fired the rungs of the ladder that have fired
/// @param ahead the rungs to come, as things stand
/// @param split the elapsed time by who used it
public record ClockView(
    UUID id,
    String target,
    @Nullable String stage,
    int visit,
    @Nullable String segment,
    String state,
    boolean breached,
    Duration budget,
    Duration used,
    Duration remaining,
    Instant startedAt,
    @Nullable Instant due,
    @Nullable Instant closedAt,
    @Nullable String cause,
    @Nullable String owner,
    String calendar,
    List<FiredView> fired,
    List<AheadView> ahead,
    @Nullable TimeSplit split) {

  /// @param at when it was reached
  /// @param firedAt when that was noticed
  public record FiredView(
      String rung, Instant at, Instant firedAt, boolean late, List<String> actions) {}

  public record AheadView(String rung, Instant at, List<String> actions) {}

  static ClockView of(Reading reading) {
    Terms terms = reading.clock().terms();
    Standing standing = reading.clock().standing();
    return new ClockView(
        terms.id(),
        terms.target(),
        terms.stage(),
        terms.visit(),
        terms.segment(),
        state(reading),
        reading.breached(),
        terms.budget(),
        reading.used(),
        terms.budget().minus(reading.used()),
        standing.startedAt(),
        standing.due(),
        standing.closedAt(),
        standing.cause(),
        standing.owner(),
        standing.calendar(),
        reading.fired().stream().map(ClockView::fired).toList(),
        reading.ahead().stream()
            .map(rung -> new AheadView(rung.name(), rung.at(), rung.actions()))
            .toList(),
        reading.split());
  }

  private static FiredView fired(FiredRung rung) {
    return new FiredView(rung.name(), rung.at(), rung.firedAt(), rung.late(), rung.actions());
  }

  private static String state(Reading reading) {
    return reading.clock().open() && reading.breached()
        ? "breached"
        : reading.clock().standing().phase().name().toLowerCase(Locale.ROOT);
  }
}
