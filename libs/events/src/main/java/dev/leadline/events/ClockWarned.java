package dev.leadline.events;

import java.time.Instant;

/// A rung of the ladder below the breach was reached; said once for each (clock, rung).
///
/// @param rung the rung, such as `50%`
/// @param action what the policy asks for, such as `notify:owner`
/// @param at the instant the rung was reached; the envelope's recorded time says how late it was
///   noticed
/// @param late whether it was noticed more than a minute after
public record ClockWarned(
    LeadSnapshot lead, Clock clock, String rung, String action, Instant at, boolean late)
    implements SlaEvent, AboutLead {}
