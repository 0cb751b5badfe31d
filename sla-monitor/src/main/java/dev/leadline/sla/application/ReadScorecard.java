package dev.leadline.sla.application;

import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Question;
import jakarta.enterprise.context.ApplicationScoped;

/// The scorecard, for whoever shows it.
@ApplicationScoped
public class ReadScorecard {
  private final Scorecards scorecards;
  private final ActivePolicy policies;

  ReadScorecard(Scorecards scorecards, ActivePolicy policies) {
    this.scorecards = scorecards;
    this.policies = policies;
  }

  public Card answer(Question question) {
    return Card.of(question, scorecards.measures(question), policies.get());
  }
}
