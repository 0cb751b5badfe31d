package dev.leadline.events;

import java.time.Duration;
import java.time.Instant;

/// The promise was kept, in time or late.
///
/// @param metAt in happened-time
/// @param used the working time that it took
/// @param breached whether that was more than the budget
/// @param split the elapsed time by who used it
public record ClockMet(
    LeadSnapshot lead, Clock clock, Instant metAt, Duration used, boolean breached, TimeSplit split)
    implements SlaEvent, AboutLead {

  /// Of the elapsed time of a clock, how much each side used; the three sum to the elapsed time.
  ///
  /// @param systems from happening to being assigned
  /// @param waiting outside working hours, after that
  /// @param people the rest
  public record TimeSplit(Duration systems, Duration waiting, Duration people) {}
}
