package dev.leadline.routing.assignment;

import dev.leadline.routing.pool.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who has, or last had, a lead.
///
/// @param owner the rep's id
/// @param since when the lead was given
/// @param pool the pool that gave it; null when the owner was kept or named
/// @param rule what decided, as in `LeadAssigned`
/// @param turn what a pool is to pay back if the lead is given back; null when no pool counted it
public record Ownership(
    String owner, Instant since, @Nullable String pool, String rule, @Nullable Turn turn) {}
