package dev.leadline.sla.clock;

import dev.leadline.events.Clock;

/// A clock with what was already said of it.
///
/// @param fired the highest rung of the ladder that has fired, in percent of the budget; 0 when
///   none has. Rungs fire in order, so all below it have fired or no longer matter
public record TrackedClock(Terms terms, Standing standing, int fired) {

  public boolean open() {
    return !standing.phase().closed();
  }

  public TrackedClock fired(int percent) {
    return new TrackedClock(terms, standing, Math.max(fired, percent));
  }

  TrackedClock standing(Standing now) {
    return now.equals(standing) ? this : new TrackedClock(terms, now, fired);
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
