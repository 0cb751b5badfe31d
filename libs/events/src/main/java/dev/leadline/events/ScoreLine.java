package dev.leadline.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the ledger; the points of all lines sum to the total exactly.
///
/// @param rule the rule, or the cap that cut
/// @param group `fit` or `engagement`, or `total` for a cut of the sum
/// @param points what the line adds to the total now, after decay and caps; may be negative
/// @param awarded what the rule gave at first, before decay and caps
/// @param at when it was earned, in happened-time; null for fit, which has no moment
/// @param event the activity that earned it; null for fit and cuts
/// @param cutBy the cap that lowered it; null when none did
public record ScoreLine(
    String rule,
    String group,
    int points,
    int awarded,
    @Nullable Instant at,
    @Nullable UUID event,
    @Nullable String cutBy) {}
