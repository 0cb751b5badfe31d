package dev.leadline.events;

import java.time.Instant;

/// A promise began to be measured.
///
/// @param startedAt in happened-time
/// @param due when the budget will be used, if nothing pauses the clock
public record ClockStarted(LeadSnapshot lead, Clock clock, Instant startedAt, Instant due)
    implements SlaEvent, AboutLead {}
