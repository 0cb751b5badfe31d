package dev.leadline.scoring.sheet;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import dev.leadline.policy.Facts;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.policy.ScoringPolicy.Qualify;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Fading;
import dev.leadline.scoring.engagement.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Works out a score: a pure function of policy, snapshot, contributions and instant.
///
/// It remembers the fit of the snapshots it has seen, since a batch scores a lead several times by
/// the same one. So one is made for a batch or a request, and used by one thread.
public final class Scorer {
  private static final String FIT = "fit";
  private static final String ENGAGEMENT = "engagement";
  private static final String TOTAL = "total";
  private static final String LOWEST_GRADE = "D";

  private final ScoringPolicy policy;
  private final Rules rules;
  private final IdentityHashMap<LeadSnapshot, List<ScoreLine>> fits = new IdentityHashMap<>();

  public Scorer(ScoringPolicy policy, Rules rules) {
    this.policy = policy;
    this.rules = rules;
  }

  /// The score at an instant, and its ledger: fit, then engagement by rule and time, then what the
  /// total was cut by.
  ///
  /// @param contributions in order of time; those after `at` do not count yet
  /// @param wasQualified whether the lead was qualified until then, which hysteresis asks for
  public ScoreSheet score(
      LeadSnapshot lead,
      List<Contribution> contributions,
      boolean handRaised,
      boolean wasQualified,
      Instant at) {
    List<ScoreLine> fit = fits.computeIfAbsent(lead, this::fit);
    List<ScoreLine> engagement = engagement(contributions, at);
    List<ScoreLine> both = new ArrayList<>(fit);
    both.addAll(engagement);
    List<ScoreLine> ledger = Capping.ofGroup(TOTAL, both, policy.limits().total());
    int fitPoints = Capping.sum(fit);
    int total = Capping.sum(ledger);
    return new ScoreSheet(
        new Score(
            fitPoints,
            Capping.sum(engagement),
            total,
            grade(fitPoints),
            handRaised || qualifies(total, wasQualified),
            handRaised),
        ledger);
  }

  /// Every fit rule, in order, with what came of it.
  public List<Reason> because(LeadSnapshot lead) {
    Facts facts = Facts.of(lead);
    return policy.fit().stream().map(rule -> rule.when().explain(rule.id(), facts)).toList();
  }

  private List<ScoreLine> fit(LeadSnapshot lead) {
    Facts facts = Facts.of(lead);
    List<ScoreLine> lines = new ArrayList<>();
    for (FitRule rule : policy.fit()) {
      if (rule.when().test(facts).matched()) {
        lines.add(new ScoreLine(rule.id(), FIT, rule.points(), rule.points(), null, null, null));
      }
    }
    return Capping.ofGroup(FIT, lines, policy.limits().fit());
  }

  List<ScoreLine> engagement(List<Contribution> contributions, Instant at) {
    Map<String, List<Contribution>> byRule =
        contributions.stream()
            .filter(one -> !one.at().isAfter(at))
            .collect(Collectors.groupingBy(Contribution::rule));
    List<ScoreLine> lines = new ArrayList<>();
    for (EngagementRule rule : rules.inOrder()) {
      List<ScoreLine> ofRule =
          byRule.getOrDefault(rule.id(), List.of()).stream()
              .map(one -> line(rule, one, at))
              .toList();
      lines.addAll(Capping.ofRule(rule.id(), ofRule, rule.cap()));
    }
    return Capping.ofGroup(ENGAGEMENT, lines, policy.limits().engagement());
  }

  private static ScoreLine line(EngagementRule rule, Contribution one, Instant at) {
    int worth = Fading.worth(rule.decay(), one.points(), Duration.between(one.at(), at));
    return new ScoreLine(rule.id(), ENGAGEMENT, worth, one.points(), one.at(), one.event(), null);
  }

  private boolean qualifies(int total, boolean wasQualified) {
    Qualify qualify = policy.qualify();
    return total >= (wasQualified ? qualify.leave() : qualify.enter());
  }

  private String grade(int fit) {
    return policy.grades().entrySet().stream()
        .filter(grade -> fit >= grade.getValue())
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(LOWEST_GRADE);
  }
}
