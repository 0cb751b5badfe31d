package dev.leadline.sla.clock;

import dev.leadline.events.DerivedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A rung of a clock's ladder that was reached. There is at most one for each (clock, rung), and
/// the database holds to that.
///
/// @param name such as `50%` or `+PT1H`
/// @param threshold the working time that the clock had used when it was reached
/// @param at when the rung was reached
/// @param firedAt when that was noticed
/// @param actions what the policy asks for, such as `notify:owner`; empty for a breach that asks
///   for nothing
public record FiredRung(
    UUID clock,
    String name,
    Duration threshold,
    Instant at,
    Instant firedAt,
    List<String> actions) {
  /// The name of the rung that is the breach.
  public static final String BREACH = "100%";

  private static final Duration LATE = Duration.ofMinutes(1);

  public FiredRung {
    actions = List.copyOf(actions);
  }

  /// Whether it was noticed more than a minute after.
  public boolean late() {
    return Duration.between(at, firedAt).compareTo(LATE) > 0;
  }

  /// The moment of the `ordinal`-th event of a type that this rung brings about.
  public Saying.Moment moment(Class<?> type, int ordinal) {
    return new Saying.Moment(
        DerivedIds.derive(clock, name + ":" + type.getSimpleName(), ordinal), at);
  }
}
