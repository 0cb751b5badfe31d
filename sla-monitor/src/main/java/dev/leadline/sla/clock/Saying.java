package dev.leadline.sla.clock;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Event;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something decided about a clock that is to be told, on record, or both.
///
/// @param clock the clock that it is about
/// @param outcome in a word, such as `started`
/// @param event what to tell; null when it is for the record only
/// @param because the reasons, in the order in which they were considered
/// @param moment when it was reached, for what the passing of time brought about; null for what the
///   move brought about that is being decided on
public record Saying(
    TrackedClock clock,
    String outcome,
    @Nullable Event event,
    List<Reason> because,
    @Nullable Moment moment) {

  public Saying {
    because = List.copyOf(because);
  }

  /// A moment that a clock reached by itself.
  ///
  /// @param id of the event that tells of it, derived from the clock and what was reached
  /// @param at when it was due
  public record Moment(UUID id, Instant at) {}

  /// The same saying of something that an era brought about by beginning.
  Saying broughtBy(Era era) {
    String what = "era:" + era.number() + ":" + outcome;
    return moment != null
        ? this
        : new Saying(
            clock,
            outcome,
            event,
            because,
            new Moment(DerivedIds.derive(clock.terms().id(), what, 0), era.since()));
  }

  static Saying of(TrackedClock clock, String outcome, @Nullable Event event, Reason... because) {
    return new Saying(clock, outcome, event, List.of(because), null);
  }
}
