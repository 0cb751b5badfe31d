package dev.leadline.sla.scorecard;

import java.util.Locale;

/// What figures are told apart by.
public enum Split {
  /// The first segment of the policy that the lead was in.
  SEGMENT,
  /// Where the lead came from, after the taxonomy.
  SOURCE,
  /// The team of the rep at the time, see [#REP].
  TEAM,
  /// Who had the promise or the assignment; for what concerns a lead, its last owner.
  REP,
  /// The week of ISO 8601 in UTC, such as `2026-W10`, in which it happened that puts a fact into
  /// the period.
  WEEK;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
