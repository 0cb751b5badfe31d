package dev.leadline.sla.clock;

import dev.leadline.events.DerivedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A rung of a clock's ladder that was reached. There is at most one for each (clock, rung), and
/// the database holds to that.
///
/// @param percent of the budget
/// @param at when the rung was reached
/// @param firedAt when that was noticed
/// @param actions what the policy asks for, such as `notify:owner`; empty for a breach that asks
///   for nothing
public record FiredRung(
    UUID clock, int percent, Instant at, Instant firedAt, java.util.List<String> actions) {
  /// The rung that is the breach.
  public static final int BREACH = 100;

  private static final Duration LATE = Duration.ofMinutes(1);

  public FiredRung {
    actions = java.util.List.copyOf(actions);
  }

  /// The rung as it is named, such as `50%`.
  public String name() {
    return percent + "%";
  }

  /// Whether it was noticed more than a minute after.
  public boolean late() {
    return Duration.between(at, firedAt).compareTo(LATE) > 0;
  }

  /// The moment of the `ordinal`-th event of a type that this rung brings about.
  public Saying.Moment moment(Class<?> type, int ordinal) {
    return new Saying.Moment(
        DerivedIds.derive(clock, name() + ":" + type.getSimpleName(), ordinal), at);
  }
}
