package dev.leadline.policy.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// When people work. Intervals are half-open; a day with a clock change has its real length.
/// Immutable.
public interface WorkingCalendar {

  /// The name of the calendar that is never closed.
  String ALWAYS = "always";

  String name();

  /// The zone in which its days begin.
  ZoneId zone();

  /// What it was made of; empty for the calendar that is never closed.
  Optional<CalendarDefinition> definition();

  /// The earliest instant at which the working time since `start` equals `budget`; `start` itself
  /// for a budget of zero.
  ///
  /// @throws IllegalArgumentException when the budget is negative
  Instant due(Instant start, Duration budget);

  /// The working time between two instants; zero when `end` is not after `start`.
  Duration elapsed(Instant start, Instant end);

  boolean isOpen(Instant at);

  /// The first working instant at or after `at`.
  Instant nextOpening(Instant at);
}
