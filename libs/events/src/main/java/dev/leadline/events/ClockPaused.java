package dev.leadline.events;

import java.time.Duration;

/// A clock stands still.
///
/// @param used the working time used so far, which is kept
public record ClockPaused(LeadSnapshot lead, Clock clock, Duration used, String cause)
    implements SlaEvent, AboutLead {}
