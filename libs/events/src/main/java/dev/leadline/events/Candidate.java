package dev.leadline.events;

import org.jspecify.annotations.Nullable;

/// A member of a pool as the decision saw it.
///
/// @param rep the member
/// @param skipped why the member was passed over; null when available
/// @param debt what the member had earned and not received before the decision, an exact fraction
///   such as `-1/3`
public record Candidate(String rep, @Nullable SkipReason skipped, String debt) {

  /// Why a member of a pool is passed over; the closed list of the semantics.
  public enum SkipReason {
    INACTIVE,
    ON_LEAVE,
    PAUSED,
    OUTSIDE_HOURS,
    CAPPED,
    MISSING_SKILL,
    DECLINED_ALREADY
  }
}
