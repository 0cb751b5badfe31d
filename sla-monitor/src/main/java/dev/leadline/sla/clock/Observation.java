package dev.leadline.sla.clock;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import org.jspecify.annotations.Nullable;

/// A move with what the event that told of it knew.
///
/// @param lead as it was known then
/// @param score as it was known then; null when it was not
/// @param correlation of the event
public record Observation(
    Move move, LeadSnapshot lead, @Nullable Score score, String correlation) {}
