package dev.leadline.intake.identity;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadChanged.FieldChange;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom an observation is about, and what is news in it.
///
/// @param lead the lead after it
/// @param outcome what came of it
/// @param matchedOn the kinds of its keys by which leads were found; empty for a new lead
/// @param merges the leads that it showed to be one, in order
/// @param changes the fields that it changed; empty for a lead just captured
/// @param likelySame another lead that is likely the same person; empty when none is
public record Identification(
    Observation observation,
    LeadState lead,
    Outcome outcome,
    List<String> matchedOn,
    List<Merge> merges,
    Map<String, FieldChange> changes,
    Optional<LeadId> likelySame) {

  /// What came of an observation.
  public enum Outcome {
    CAPTURED,
    MERGED,
    CHANGED,
    /// Known already; what it says of fields is no news.
    RECOGNISED
  }

  public Identification {
    matchedOn = List.copyOf(matchedOn);
    merges = List.copyOf(merges);
  }

  /// What others are told, in order.
  public List<IntakeEvent> events() {
    LeadSnapshot snapshot = lead.snapshot();
    List<IntakeEvent> events = new ArrayList<>();
    if (outcome == Outcome.CAPTURED) {
      events.add(new LeadCaptured(snapshot, lead.source(), channel()));
    }
    merges.forEach(merge -> addBoth(events, merge));
    if (!changes.isEmpty()) {
      events.add(new LeadChanged(snapshot, observation.source(), changes));
    }
    if (!observation.crmChanges().isEmpty()) {
      events.add(new CrmUpdated(snapshot, observation.source(), observation.crmChanges()));
    }
    for (Activity activity : observation.activities()) {
      events.add(new ActivityRecorded(snapshot, activity));
    }
    likelySame.ifPresent(other -> events.add(suspicion(other)));
    return events;
  }

  /// Why it is that lead, and what of the observation was used.
  public List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        matchedOn.isEmpty()
            ? Reason.notMatched("identity", "no lead has one of its keys")
            : Reason.matched("identity", "known by " + String.join(", ", matchedOn)));
    merges.forEach(
        merge -> reasons.add(Reason.matched("merge", "both have the same " + merge.matchedOn())));
    reasons.addAll(observation.notes());
    return reasons;
  }

  /// Where the lead comes from, as the taxonomy names it; `none` when nothing tells.
  public String source() {
    return lead.text(LeadFields.SOURCE).orElse("none");
  }

  /// GA4's default channel group of the lead.
  public String channel() {
    return lead.text(LeadFields.CHANNEL).orElse("Unassigned");
  }

  private static void addBoth(List<IntakeEvent> events, Merge merge) {
    LeadId survivor = merge.survivorId();
    LeadId absorbed = merge.absorbedId();
    String matchedOn = merge.matchedOn();
    events.add(new LeadsMerged(merge.merged().snapshot(), survivor, absorbed, matchedOn));
    events.add(new LeadsMerged(merge.absorbed().snapshot(), survivor, absorbed, matchedOn));
  }

  private ExceptionRaised suspicion(LeadId other) {
    return new ExceptionRaised(
        ExceptionReason.DUPLICATE_SUSPECTED,
        lead.id().toString(),
        "intake",
        lead.id(),
        "Lead " + lead.id() + " and lead " + other + " have the same canonical e-mail",
        "Compare the two leads and merge them if they are one person");
  }
}
