package dev.leadline.sla.clock;

import dev.leadline.events.Clock;
import java.time.Duration;

/// A clock with what was already said of it.
///
/// @param climbed the working time of the highest rung of the ladder that has fired; zero when none
///   has. Rungs fire in order, so all below it have fired or no longer matter
public record TrackedClock(Terms terms, Standing standing, Duration climbed) {

  public boolean open() {
    return !standing.phase().closed();
  }

  public TrackedClock climbed(Duration used) {
    return used.compareTo(climbed) > 0 ? new TrackedClock(terms, standing, used) : this;
  }

  TrackedClock standing(Standing now) {
    return now.equals(standing) ? this : new TrackedClock(terms, now, climbed);
  }

  /// The clock as events tell of it.
  public Clock told() {
    return new Clock(
        terms.id(),
        terms.target(),
        terms.visit(),
        terms.segment(),
        terms.budget(),
        standing.calendar(),
        standing.owner());
  }
}
