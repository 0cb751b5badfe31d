package dev.leadline.scoring.lead;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How scoring decides: what a lead is worth after each thing that is learned of it. Pure, one
/// happening at a time, so however a stream is cut into batches, and whenever a timer runs, the
/// leads end up the same.
///
/// A lead is scored for the instant at which the happening was recorded, and never for an earlier
/// one than before: history that arrives late counts with the age it has. What time alone has
/// changed until then is decided first, each as of its own instant.
public final class ScoringDecider {
  private final String version;
  private final Rules rules;
  private final Scorer scorer;
  private final NextCheck nextCheck;

  public ScoringDecider(Policy policy) {
    this.version = policy.version();
    this.rules = new Rules(policy.scoring());
    this.scorer = new Scorer(policy.scoring(), rules);
    this.nextCheck = new NextCheck(scorer, rules);
  }

  /// Something happened to a lead that is not ended.
  ///
  /// @param before null when the lead is new; then what happened has to be that it was learned of
  /// @return the looks that were due before, in order, and the happening last
  public List<Step> happened(@Nullable ScoredLead before, Happening happening) {
    List<Step> steps = new ArrayList<>();
    ScoredLead lead = before;
    if (lead != null) {
      steps.addAll(lookedAgain(lead, happening.at()));
      lead = steps.isEmpty() ? lead : steps.getLast().after();
    }
    steps.add(
        switch (happening) {
          case Happening.Learned learned -> learned(lead, learned);
          case Happening.Acted acted -> acted(lead, acted);
        });
    return steps;
  }

  /// Time passed.
  ///
  /// @return the looks that were due until then, in order; each as of the instant it was due at
  public List<Step> lookedAgain(ScoredLead lead, Instant until) {
    List<Step> looks = new ArrayList<>();
    ScoredLead now = lead;
    Instant due = due(now, until);
    while (due != null) {
      Step look = scored(now, now, due, List.of(), due);
      looks.add(look);
      now = look.after();
      due = due(now, until);
    }
    return looks;
  }

  /// A lead whose score so far was another policy's, or another person's in part, stands for what
  /// its history comes to.
  ///
  /// @param before as it was; null when it was not known
  /// @param replayed what its history comes to
  /// @param at what it is to be scored for, at least
  public Step rebuilt(@Nullable ScoredLead before, ScoredLead replayed, Instant at) {
    List<Step> looks = lookedAgain(replayed, at);
    ScoredLead lead = looks.isEmpty() ? replayed : looks.getLast().after();
    return scored(before, lead, at, List.of(), null);
  }

  /// A lead turned out to be another and is scored no more; what is known of it is kept, so that
  /// the merge can be undone.
  ///
  /// @param before null when it was not known
  public ScoredLead ended(
      @Nullable ScoredLead before, LeadSnapshot snapshot, LeadId survivor, Instant recordedAt) {
    ScoredLead lead = before == null ? started(snapshot, recordedAt) : before.knowing(snapshot);
    return lead.ending(new ScoredLead.End(survivor, lead.instantOf(recordedAt)));
  }

  /// The score of a lead at an instant, with its ledger.
  public ScoreSheet sheet(ScoredLead lead, Instant at) {
    return scorer.score(lead.lead(), lead.contributions(), lead.qualified(), at);
  }

  /// Every fit rule, in order, with what came of it.
  public List<Reason> because(ScoredLead lead) {
    return scorer.because(lead.lead());
  }

  /// Whether a lead goes on and was scored by another policy than this decider's.
  public boolean isOutdated(ScoredLead lead) {
    return !lead.isEnded() && !lead.policyVersion().equals(version);
  }

  ScoredLead started(LeadSnapshot snapshot, Instant at) {
    return ScoredLead.first(snapshot, at, version);
  }

  private Step learned(@Nullable ScoredLead before, Happening.Learned learned) {
    ScoredLead lead =
        before == null
            ? started(learned.snapshot(), learned.at())
            : before.knowing(learned.snapshot());
    return scored(before, lead, learned.at(), List.of(), null);
  }

  private Step acted(@Nullable ScoredLead before, Happening.Acted acted) {
    if (before == null) {
      throw new IllegalArgumentException(
          "Lead '" + acted.lead() + "' acted before it was learned of");
    }
    Awards awards =
        Awards.of(
            rules,
            before.lead(),
            acted.activity(),
            acted.event(),
            acted.happenedAt(),
            before.contributions());
    ScoredLead richer =
        before.earning(
            Contributions.union(before.contributions(), awards.earned()),
            awards.handRaised() ? acted.happenedAt() : null);
    return scored(before, richer, acted.at(), awards.because(), null);
  }

  private Step scored(
      @Nullable ScoredLead before,
      ScoredLead lead,
      Instant recordedAt,
      List<Reason> activities,
      @Nullable Instant due) {
    Instant at = lead.instantOf(recordedAt);
    ScoreSheet sheet = sheet(lead, at);
    Instant next =
        nextCheck.after(lead.lead(), lead.contributions(), sheet.score(), at).orElse(null);
    ScoredLead after =
        lead.scored(Contributions.alive(lead.contributions(), rules, at), sheet.score(), at, next);
    return new Step(before, after, sheet, activities, due);
  }

  private static @Nullable Instant due(ScoredLead lead, Instant until) {
    Instant due = lead.reevaluateAt();
    return due == null || due.isAfter(until) ? null : due;
  }
}
