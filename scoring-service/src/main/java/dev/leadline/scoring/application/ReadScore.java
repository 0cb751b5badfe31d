package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.PolicyVersions;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import dev.leadline.scoring.sheet.LedgerLine;
import dev.leadline.scoring.sheet.ScoreSheet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers what a lead is worth, was worth, or would be: from its history, by any policy that the
/// service ever decided by.
@ApplicationScoped
public class ReadScore {
  private final ScoredLeads leads;
  private final LeadHistories histories;
  private final Supplier<Policy> policy;
  private final PolicyVersions versions;
  private final InstantSource clock;

  ReadScore(
      ScoredLeads leads,
      LeadHistories histories,
      Supplier<Policy> policy,
      PolicyVersions versions,
      InstantSource clock) {
    this.leads = leads;
    this.histories = histories;
    this.policy = policy;
    this.versions = versions;
    this.clock = clock;
  }

  /// What came of asking.
  public sealed interface Result {

    /// What a lead is worth at an instant.
    ///
    /// @param model the scoring model that gave it
    /// @param score as it would have been told then, hysteresis included
    /// @param ledger the lines that sum to the score's total
    /// @param because every fit rule and what came of it
    /// @param policyVersion the policy that it was worked out with
    /// @param mergedInto the lead that goes on in its place; null while it goes on itself
    record Scored(
        LeadId lead,
        Instant at,
        String model,
        Score score,
        List<LedgerLine> ledger,
        List<Reason> because,
        String policyVersion,
        @Nullable LeadId mergedInto)
        implements Result {}

    /// There is no such lead, or none any more.
    record NotKnown() implements Result {}

    /// The lead was not known yet.
    record NotKnownThen() implements Result {}

    /// The service never decided by that policy.
    record NoSuchPolicy() implements Result {}
  }

  /// The score of a lead.
  ///
  /// @param at the instant to score it for, from what was known then; null means now. For one that
  ///   is to come, from what is known today
  /// @param version of the policy; null means the one in force
  public Result of(LeadId id, @Nullable Instant at, @Nullable String version) {
    Optional<Policy> by = version == null ? Optional.of(policy.get()) : versions.version(version);
    if (by.isEmpty()) {
      return new Result.NoSuchPolicy();
    }
    Instant asked = at == null ? clock.instant() : at;
    return leads
        .find(id)
        .map(lead -> scored(lead, asked, by.get()))
        .orElseGet(Result.NotKnown::new);
  }

  private Result scored(ScoredLead lead, Instant at, Policy by) {
    ScoringDecider decider = new ScoringDecider(by);
    return histories
        .until(lead.id(), at)
        .replay(decider, at)
        .<Result>map(then -> answer(lead, lookedAgain(decider, then, at), at, decider, by))
        .orElseGet(Result.NotKnownThen::new);
  }

  private static ScoredLead lookedAgain(ScoringDecider decider, ScoredLead lead, Instant at) {
    List<Step> looks = decider.lookedAgain(lead, at);
    return looks.isEmpty() ? lead : looks.getLast().after();
  }

  private static Result answer(
      ScoredLead today, ScoredLead then, Instant at, ScoringDecider decider, Policy by) {
    ScoreSheet sheet = decider.sheet(then, at);
    return new Result.Scored(
        then.id(),
        at,
        sheet.model(),
        sheet.score(),
        sheet.ledger(),
        decider.because(then),
        by.version(),
        today.end() == null ? null : today.end().survivor());
  }
}
