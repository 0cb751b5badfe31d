package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.sheet.ScoreSheet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers what a lead is worth.
@ApplicationScoped
public class ReadScore {
  private final ScoredLeads leads;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  ReadScore(ScoredLeads leads, Supplier<Policy> policy, InstantSource clock) {
    this.leads = leads;
    this.policy = policy;
    this.clock = clock;
  }

  /// What a lead is worth at an instant.
  ///
  /// @param ledger the lines that sum to the score's total
  /// @param because every fit rule and what came of it
  /// @param policyVersion the policy that it was worked out with
  /// @param mergedInto the lead that goes on in its place; null while it goes on itself
  public record Answer(
      LeadId lead,
      Instant at,
      Score score,
      List<ScoreLine> ledger,
      List<Reason> because,
      String policyVersion,
      @Nullable LeadId mergedInto) {}

  /// The score of a lead; empty when it is not known.
  ///
  /// @param at the instant to score it for, from what is known today; null means now
  public Optional<Answer> of(LeadId id, @Nullable Instant at) {
    Instant asked = at == null ? clock.instant() : at;
    return leads.find(id).map(lead -> answer(lead, asked));
  }

  private Answer answer(ScoredLead lead, Instant at) {
    Policy current = policy.get();
    ScoringDecider decider = new ScoringDecider(current);
    ScoreSheet sheet = decider.sheet(lead, at);
    return new Answer(
        lead.id(),
        at,
        sheet.score(),
        sheet.ledger(),
        decider.because(lead),
        current.version(),
        lead.mergedInto());
  }
}
