package dev.leadline.routing.http;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Ownership;
import dev.leadline.routing.assignment.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How it stands with a lead, as the API tells it. What does not apply is left out.
///
/// @param status such as `offered`, `assigned`, `held`, `queued`, `suppressed`, `failed`, `closed`
/// @param owner who works on it
/// @param formerOwner who did, when nobody does now
/// @param assignment counts the assignments, from 1; 0 when there was none
/// @param accepted whether the owner took it
/// @param declinedBy who gave it back in this visit
/// @param passedOver who is not to get it again in this visit, and why
/// @param explanation of the last decision who gets it; left out in the answer to a request
@Schema(name = "Assignment")
public record AssignmentView(
    LeadId lead,
    String status,
    @Nullable String owner,
    @Nullable String formerOwner,
    @Nullable Instant since,
    @Nullable String pool,
    @Nullable String rule,
    int assignment,
    @Nullable Boolean accepted,
    @Nullable Instant acceptBy,
    @Nullable Instant holdUntil,
    @Nullable String queue,
    @Nullable LeadId survivor,
    @Nullable String stage,
    int visit,
    @Nullable Instant suppressedUntil,
    Set<String> declinedBy,
    Map<String, SkipReason> passedOver,
    @Nullable ExceptionReason exception,
    @Nullable ExplanationView explanation) {

  static AssignmentView of(LeadRouting lead) {
    return of(lead, null);
  }

  static AssignmentView of(LeadRouting lead, @Nullable Explanation explanation) {
    Standing standing = lead.standing();
    Ownership ownership = lead.ownership();
    boolean owned = standing.owned();
    return new AssignmentView(
        lead.lead(),
        standing.label(),
        lead.owner().orElse(null),
        owned ? null : lead.formerOwner().orElse(null),
        ownership == null ? null : ownership.since(),
        pool(lead),
        rule(lead),
        lead.assignments(),
        owned ? standing.equals(new Standing.Assigned(true)) : null,
        standing instanceof Standing.Offered(Instant acceptBy) ? acceptBy : null,
        standing instanceof Standing.Held held ? held.until() : null,
        standing instanceof Standing.Queued(String queue) ? queue : null,
        standing instanceof Standing.Merged(LeadId survivor) ? survivor : null,
        lead.stage(),
        lead.visit(),
        standing instanceof Standing.Suppressed suppressed ? suppressed.until() : null,
        declined(lead),
        lead.passedOver(),
        lead.exception(),
        explanation == null ? null : ExplanationView.of(explanation));
  }

  private static @Nullable String pool(LeadRouting lead) {
    return lead.standing() instanceof Standing.Held held
        ? held.pool()
        : Optional.ofNullable(lead.ownership()).map(Ownership::pool).orElse(null);
  }

  private static Set<String> declined(LeadRouting lead) {
    return lead.passedOver().entrySet().stream()
        .filter(entry -> entry.getValue() == SkipReason.DECLINED_ALREADY)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable String rule(LeadRouting lead) {
    return lead.standing() instanceof Standing.Suppressed suppressed
        ? suppressed.rule()
        : Optional.ofNullable(lead.ownership()).map(Ownership::rule).orElse(null);
  }
}
