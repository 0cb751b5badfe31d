package dev.leadline.scoring.sheet;

import dev.leadline.events.ScoreLine;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a ledger: from what was awarded, through what decay left of it, to what it adds.
///
/// @param rule the rule, or the cap that cut: `group:` and its id, or `limit:` and the score
/// @param group the score that it is part of: `fit` or `engagement`, or `total` for a cut of the
///   sum
/// @param points what the line adds to the total, after decay and caps; may be negative
/// @param awarded what the rule gave at first; 0 for a cut
/// @param decayedTo what is left of that by now, before any cap; 0 for a cut
/// @param at when it was earned, in happened-time; null for fit, which has no moment
/// @param event the activity that earned it; null for fit and cuts
/// @param cutBy the cap of the rule that lowered it; null when none did
public record LedgerLine(
    String rule,
    String group,
    int points,
    int awarded,
    int decayedTo,
    @Nullable Instant at,
    @Nullable UUID event,
    @Nullable String cutBy) {

  /// What a fit rule gives.
  static LedgerLine fit(String rule, int points) {
    return new LedgerLine(rule, Scorer.FIT, points, points, points, null, null, null);
  }

  /// What a cap takes away from the sum of the lines before.
  static LedgerLine cut(String cap, String score, int over) {
    return new LedgerLine(cap, score, -over, 0, 0, null, null, null);
  }

  LedgerLine loweredTo(int lower, String cap) {
    return new LedgerLine(rule, group, lower, awarded, decayedTo, at, event, cap);
  }

  /// The line as it is told.
  ScoreLine told() {
    return new ScoreLine(rule, group, points, awarded, at, event, cutBy);
  }
}
