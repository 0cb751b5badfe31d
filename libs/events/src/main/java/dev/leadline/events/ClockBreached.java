package dev.leadline.events;

import java.time.Instant;

/// A budget was used up before the promise was kept; the clock goes on counting.
///
/// @param due when that was
/// @param late whether it was noticed more than a minute after
public record ClockBreached(LeadSnapshot lead, Clock clock, Instant due, boolean late)
    implements SlaEvent, AboutLead {}
