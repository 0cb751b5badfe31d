package dev.leadline.sla.clock;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was promised when a clock started; later versions of the policy do not change it.
///
/// @param id of the clock
/// @param stage the stage whose visit started it; null when an activity or another event did
/// @param visit the visit to that stage, from 1
/// @param start the event that started it
/// @param correlation of that event
/// @param segment the segment whose budget applies; null when the target's own does
/// @param market the first segment of the policy that the lead was in; null when in none
public record Terms(
    UUID id,
    String target,
    @Nullable String stage,
    int visit,
    UUID start,
    String correlation,
    @Nullable String segment,
    @Nullable String market,
    Duration budget) {

  /// The id of the clock of a visit to a stage: one clock a (lead, target, visit).
  static UUID ofVisit(LeadId lead, String target, String stage, int visit) {
    return DerivedIds.derive(lead.value(), "clock:" + target + ":" + stage, visit);
  }

  /// The id of the clock that an event other than entering a stage started: one clock an event.
  static UUID ofEvent(UUID event, String target) {
    return DerivedIds.derive(event, "clock:" + target, 0);
  }
}
