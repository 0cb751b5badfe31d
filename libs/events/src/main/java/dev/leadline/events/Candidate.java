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
    /// Gave this lead back.
    DECLINED_ALREADY,
    /// Had this lead and let the offer end, or did not act as the service level asks.
    TOO_SLOW,
    /// Had this lead, and a person took it away.
    TAKEN_AWAY
  }
}
