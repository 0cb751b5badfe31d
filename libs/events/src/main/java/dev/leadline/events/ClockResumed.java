package dev.leadline.events;

import java.time.Duration;
import java.time.Instant;

/// A clock runs on.
///
/// @param used the working time used before
/// @param due when the budget will be used
public record ClockResumed(LeadSnapshot lead, Clock clock, Duration used, Instant due)
    implements SlaEvent, AboutLead {}
