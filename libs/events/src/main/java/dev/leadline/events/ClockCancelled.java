package dev.leadline.events;

import java.time.Duration;

/// The promise no longer applies.
///
/// @param used the working time used until then
/// @param cause why, such as `stage:disqualified` or `merged`
public record ClockCancelled(LeadSnapshot lead, Clock clock, Duration used, String cause)
    implements SlaEvent, AboutLead {}
