package dev.leadline.lifecycle.stage;

import dev.leadline.events.LeadId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One stay of a lead in a stage.
///
/// @param position counts the visits of this lead to any stage, from 1
/// @param number counts the visits of this lead to this stage, from 1
/// @param enteredAt in happened-time
/// @param leftAt in happened-time; null while it lasts
public record Visit(
    LeadId lead,
    int position,
    String stage,
    int number,
    Instant enteredAt,
    @Nullable Instant leftAt) {

  /// The visit that the lead is on, or has just ended.
  public static Visit of(StagedLead lead, @Nullable Instant leftAt) {
    return new Visit(lead.id(), lead.moves(), lead.stage(), lead.visit(), lead.enteredAt(), leftAt);
  }

  /// How long it lasted, or has lasted until `now`.
  public Duration length(Instant now) {
    Duration length = Duration.between(enteredAt, leftAt == null ? now : leftAt);
    return length.isNegative() ? Duration.ZERO : length;
  }
}
