package dev.leadline.scoring.lead;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.engagement.Awards;
import dev.leadline.scoring.engagement.Contributions;
import dev.leadline.scoring.engagement.Rules;
import dev.leadline.scoring.sheet.NextCheck;
import dev.leadline.scoring.sheet.ScoreSheet;
import dev.leadline.scoring.sheet.Scorer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How scoring decides: what a lead is worth after each thing that is learned of it. Pure, one
/// event at a time, so however a stream is cut into batches the leads end up the same.
///
/// A lead is scored for the instant at which the event was recorded, and never for an earlier one
/// than before: history that arrives late counts with the age it has.
public final class ScoringDecider {
  private final Rules rules;
  private final Scorer scorer;
  private final NextCheck nextCheck;

  public ScoringDecider(Policy policy) {
    this.rules = new Rules(policy.scoring());
    this.scorer = new Scorer(policy.scoring(), rules);
    this.nextCheck = new NextCheck(policy.scoring(), scorer, rules);
  }

  /// A lead was captured, or more is known of it.
  ///
  /// @param before null when the lead is new
  /// @param recordedAt when the event was written down
  public ScoredLead learned(
      @Nullable ScoredLead before, LeadSnapshot snapshot, Instant recordedAt) {
    return before != null && before.isEnded()
        ? before
        : scored(known(before, snapshot, recordedAt), recordedAt);
  }

  /// A lead did something.
  ///
  /// @param event the id of the activity
  /// @param happenedAt as its source says; a clock that is ahead counts as the time of recording
  public Active acted(
      @Nullable ScoredLead before,
      ActivityRecorded activity,
      UUID event,
      Instant happenedAt,
      Instant recordedAt) {
    if (before != null && before.isEnded()) {
      return new Active(before, List.of());
    }
    ScoredLead lead = known(before, activity.lead(), recordedAt);
    Instant at = happenedAt.isAfter(recordedAt) ? recordedAt : happenedAt;
    Awards awards =
        Awards.of(rules, lead.lead(), activity.activity(), event, at, lead.contributions());
    ScoredLead richer =
        lead.earning(
            Contributions.union(lead.contributions(), awards.earned()),
            awards.handRaised() ? at : null);
    return new Active(scored(richer, recordedAt), awards.because());
  }

  /// The lead after an activity.
  ///
  /// @param because the engagement rules that were considered
  public record Active(ScoredLead lead, List<Reason> because) {}

  /// A lead takes over what another earned, because they are one person. Doing so again changes
  /// nothing.
  public ScoredLead tookOver(ScoredLead survivor, ScoredLead absorbed, Instant recordedAt) {
    if (survivor.isEnded()) {
      return survivor;
    }
    ScoredLead richer =
        survivor.earning(
            Contributions.union(survivor.contributions(), absorbed.contributions()),
            absorbed.handRaisedAt());
    return scored(richer, recordedAt);
  }

  /// A lead turned out to be another and is scored no more; what it earned is kept, so that the
  /// merge can be undone.
  public ScoredLead ended(
      @Nullable ScoredLead before, LeadSnapshot snapshot, LeadId survivor, Instant recordedAt) {
    return known(before, snapshot, recordedAt).endingIn(survivor);
  }

  /// Time passed.
  public ScoredLead lookedAgain(ScoredLead lead, Instant at) {
    return lead.isEnded() ? lead : scored(lead, at);
  }

  /// The score of a lead at an instant, with its ledger.
  public ScoreSheet sheet(ScoredLead lead, Instant at) {
    return scorer.score(lead.lead(), lead.contributions(), lead.handRaised(), lead.qualified(), at);
  }

  /// Every fit rule, in order, with what came of it.
  public List<Reason> because(ScoredLead lead) {
    return scorer.because(lead.lead());
  }

  private ScoredLead scored(ScoredLead lead, Instant recordedAt) {
    Instant at = recordedAt.isAfter(lead.evaluatedAt()) ? recordedAt : lead.evaluatedAt();
    ScoreSheet sheet = sheet(lead, at);
    return lead.scored(
        Contributions.alive(lead.contributions(), rules, at),
        sheet.score(),
        at,
        nextCheck.after(lead.contributions(), sheet.score(), at).orElse(null));
  }

  private static ScoredLead known(
      @Nullable ScoredLead before, LeadSnapshot snapshot, Instant recordedAt) {
    return before == null ? ScoredLead.first(snapshot, recordedAt) : before.knowing(snapshot);
  }
}
