package dev.leadline.sla.application;

import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

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
    return answers(List.of(question)).getFirst();
  }

  /// In the order of the questions, over the same data. Questions that end alike cost less than
  /// they would one by one.
  List<Card> answers(List<Question> questions) {
    Policy policy = policies.get();
    List<List<Measure>> measures = scorecards.measures(questions);
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      cards.add(Card.of(questions.get(i), measures.get(i), policy));
    }
    return cards;
  }
}
