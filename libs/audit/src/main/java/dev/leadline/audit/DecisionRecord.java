package dev.leadline.audit;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was decided about a lead, and why.
///
/// The details of the reasons and the input digest tell of a person: they stand beside the chain
/// and vanish when the lead is forgotten. Everything else stays and must not tell of anyone.
///
/// Times are kept to the microsecond and NUL characters are replaced by U+FFFD, as PostgreSQL can
/// store neither more nor those, so that a record that is read back is equal to the one written.
///
/// @param id derived from the cause, so that deciding again names it alike
/// @param kind what sort of decision it was, such as `routing`
/// @param happenedAt when that happened which it is about
/// @param recordedAt when it was decided
/// @param policyVersion the policy that decided; null for a decision that no policy makes
/// @param causation the event it was decided on; null when nothing inside Leadline caused it
/// @param correlation the accepted delivery, request or timer that began it all
/// @param outcome in a word or two, such as `assigned`
/// @param reasons for and against, in the order in which they were considered; their details are
///   empty once the lead is forgotten
/// @param inputDigest what it was decided from, see [InputDigest]; empty once the lead is forgotten
public record DecisionRecord(
    UUID id,
    LeadId lead,
    String kind,
    Instant happenedAt,
    Instant recordedAt,
    @Nullable String policyVersion,
    @Nullable UUID causation,
    String correlation,
    Actor actor,
    String outcome,
    List<Reason> reasons,
    String inputDigest) {

  public DecisionRecord {
    kind = storable(kind);
    happenedAt = happenedAt.truncatedTo(ChronoUnit.MICROS);
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    policyVersion = policyVersion == null ? null : storable(policyVersion);
    correlation = storable(correlation);
    actor = new Actor(actor.kind(), storable(actor.name()));
    outcome = storable(outcome);
    reasons = reasons.stream().map(DecisionRecord::storable).toList();
    inputDigest = storable(inputDigest);
  }

  /// What stays when the lead is forgotten.
  public DecisionRecord withoutValues() {
    return new DecisionRecord(
        id,
        lead,
        kind,
        happenedAt,
        recordedAt,
        policyVersion,
        causation,
        correlation,
        actor,
        outcome,
        reasons.stream().map(reason -> new Reason(reason.rule(), reason.verdict(), "")).toList(),
        "");
  }

  private static Reason storable(Reason reason) {
    return new Reason(storable(reason.rule()), reason.verdict(), storable(reason.detail()));
  }

  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
