package dev.leadline.scoring.sheet;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.policy.Facts;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.policy.ScoringPolicy.Qualify;
import dev.leadline.policy.ScoringPolicy.Variant;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Fading;
import dev.leadline.scoring.engagement.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out a score: a pure function of policy, snapshot, contributions and instant.
///
/// It remembers what follows from the snapshots it has seen, since a batch scores a lead several
/// times by the same one. So one is made for a batch or a request, and used by one thread.
public final class Scorer {
  static final String FIT = "fit";
  static final String ENGAGEMENT = "engagement";
  private static final String TOTAL = "total";
  private static final String LOWEST_GRADE = "D";

  private final ScoringPolicy policy;
  private final Rules rules;
  private final IdentityHashMap<LeadSnapshot, Standing> standings = new IdentityHashMap<>();
  private final IdentityHashMap<LeadSnapshot, List<Reason>> explained = new IdentityHashMap<>();

  public Scorer(ScoringPolicy policy, Rules rules) {
    this.policy = policy;
    this.rules = rules;
  }

  /// What follows from who a lead is.
  private record Standing(ScoringPolicy model, List<LedgerLine> ledger, int fit, String grade) {}

  /// The score at an instant, and its ledger: fit, then engagement by rule and time, each with what
  /// its groups and then its own limit cut, then what the total was cut by.
  ///
  /// @param contributions in order of time; those after `at` do not count yet
  /// @param wasQualified whether the lead was qualified until then, which hysteresis asks for
  public ScoreSheet score(
      LeadSnapshot lead, List<Contribution> contributions, boolean wasQualified, Instant at) {
    Standing standing = standing(lead);
    ScoringPolicy model = standing.model();
    List<LedgerLine> engagement = engagement(model, contributions, at);
    List<LedgerLine> both = new ArrayList<>(standing.ledger());
    both.addAll(engagement);
    List<LedgerLine> ledger = Capping.ofScore(TOTAL, both, model.limits().total());
    int total = Capping.sum(ledger);
    boolean handRaised = handRaisedUntil(model, contributions, at).isPresent();
    boolean qualified = handRaised || qualifies(model.qualify(), total, wasQualified);
    return new ScoreSheet(
        model.model(),
        new Score(
            standing.fit(),
            Capping.sum(engagement),
            total,
            standing.grade(),
            qualified,
            handRaised),
        ledger);
  }

  /// Every fit rule of the model that scores the lead, in order, with what came of it; before them,
  /// where the policy has several models, what decided between these.
  public List<Reason> because(LeadSnapshot lead) {
    return explained.computeIfAbsent(lead, this::explain);
  }

  ScoringPolicy model(LeadSnapshot lead) {
    return standing(lead).model();
  }

  /// Until when a hand is up at an instant; empty when none is.
  Optional<Instant> handRaisedUntil(
      ScoringPolicy model, List<Contribution> contributions, Instant at) {
    Instant latest = at;
    for (Contribution one : contributions) {
      Instant until = rules.raisedUntil(one);
      if (until != null
          && !one.at().isAfter(at)
          && until.isAfter(latest)
          && model.handRaises().stream().anyMatch(raise -> raise.id().equals(one.rule()))) {
        latest = until;
      }
    }
    return latest.isAfter(at) ? Optional.of(latest) : Optional.empty();
  }

  List<LedgerLine> engagement(ScoringPolicy model, List<Contribution> contributions, Instant at) {
    if (contributions.isEmpty()) {
      return List.of();
    }
    Map<String, List<Contribution>> byRule = new HashMap<>();
    for (Contribution one : contributions) {
      if (!one.at().isAfter(at)) {
        byRule.computeIfAbsent(one.rule(), _ -> new ArrayList<>()).add(one);
      }
    }
    Lines lines = new Lines(ENGAGEMENT);
    for (EngagementRule rule : model.engagement()) {
      List<Contribution> earned = byRule.get(rule.id());
      if (earned != null) {
        List<LedgerLine> ofRule = new ArrayList<>(earned.size());
        earned.forEach(one -> ofRule.add(line(rule, one, at)));
        lines.add(Capping.ofRule(rule.id(), ofRule, rule.cap()), rule.group());
      }
    }
    return lines.capped(model.groups(), model.limits().engagement());
  }

  private Standing standing(LeadSnapshot lead) {
    return standings.computeIfAbsent(
        lead,
        _ -> {
          ScoringPolicy model = policy.modelOf(lead);
          List<LedgerLine> ledger = fit(model, lead);
          int fit = Capping.sum(ledger);
          return new Standing(model, ledger, fit, grade(model, fit));
        });
  }

  private List<Reason> explain(LeadSnapshot lead) {
    Facts facts = Facts.of(lead);
    List<Reason> because = new ArrayList<>();
    ScoringPolicy model = model(lead);
    for (Variant variant : policy.variants()) {
      because.add(variant.when().explain("model:" + variant.model().model(), facts));
      if (variant.model().equals(model)) {
        break;
      }
    }
    model.fit().forEach(rule -> because.add(rule.when().explain(rule.id(), facts)));
    return List.copyOf(because);
  }

  private static List<LedgerLine> fit(ScoringPolicy model, LeadSnapshot lead) {
    Facts facts = Facts.of(lead);
    Lines lines = new Lines(FIT);
    for (FitRule rule : model.fit()) {
      if (rule.when().test(facts).matched()) {
        lines.add(List.of(LedgerLine.fit(rule.id(), rule.points())), rule.group());
      }
    }
    return lines.capped(model.groups(), model.limits().fit());
  }

  private static LedgerLine line(EngagementRule rule, Contribution one, Instant at) {
    int worth = Fading.worth(rule.decay(), one.points(), Duration.between(one.at(), at));
    return new LedgerLine(
        rule.id(), ENGAGEMENT, worth, one.points(), worth, one.at(), one.event(), null);
  }

  private static boolean qualifies(Qualify qualify, int total, boolean wasQualified) {
    return total >= (wasQualified ? qualify.leave() : qualify.enter());
  }

  private static String grade(ScoringPolicy model, int fit) {
    return model.grades().entrySet().stream()
        .filter(grade -> fit >= grade.getValue())
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(LOWEST_GRADE);
  }
}
