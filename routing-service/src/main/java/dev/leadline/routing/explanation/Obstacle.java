package dev.leadline.routing.explanation;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.Reason;
import dev.leadline.events.Reason.Verdict;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.PoolAsked;
import dev.leadline.routing.assignment.PoolAsked.Contender;
import dev.leadline.routing.roster.Roster;
import java.util.List;
import java.util.Optional;

/// The first thing that kept a lead from where somebody thinks that it ought to be.
///
/// @param condition what it was: a rule as decisions name it, `pool:<id>`, `rep:<id>`, or `policy`
/// @param words the same as a sentence
public record Obstacle(String condition, String words) {

  /// Reads it from the decision as it was made; which rules lead where is read from the policy and
  /// the roster of now.
  static Obstacle first(
      Target target, Explanation explanation, RoutingPolicy policy, Roster roster) {
    Optional<Obstacle> before =
        explanation.considered().stream()
            .filter(reason -> reason.verdict() == Verdict.MATCHED && decidesAlone(reason.rule()))
            .findFirst()
            .map(Obstacle::of);
    return before
        .or(() -> byRule(target, explanation, target.rules(policy, roster)))
        .or(() -> inPool(target, explanation))
        .orElseGet(() -> elsewhere(target, explanation));
  }

  private static boolean decidesAlone(String rule) {
    return rule.startsWith("suppress:") || rule.startsWith("keep-owner:") || rule.equals("manual");
  }

  private static Obstacle of(Reason reason) {
    return new Obstacle(reason.rule(), Words.considered(reason) + ".");
  }

  /// No rule leads there, those that do did not match, or another matched before them.
  private static Optional<Obstacle> byRule(
      Target target, Explanation explanation, List<Rule> rules) {
    if (rules.isEmpty()) {
      return Optional.of(
          new Obstacle("policy", "No rule of the policy leads to " + target.label() + "."));
    }
    List<Reason> reached =
        rules.stream().flatMap(rule -> explanation.of(rule.id()).stream()).toList();
    if (reached.stream().anyMatch(reason -> reason.verdict() == Verdict.MATCHED)) {
      return Optional.empty();
    }
    return Optional.of(
        reached.stream()
            .findFirst()
            .map(Obstacle::of)
            .orElseGet(() -> earlier(target, explanation, rules.getFirst())));
  }

  private static Obstacle earlier(Target target, Explanation explanation, Rule wanted) {
    String matched = Optional.ofNullable(explanation.rule()).orElse("none");
    return explanation
        .of(matched)
        .map(reason ->
            new Obstacle(
                matched,
                Words.considered(reason)
                    + ". It comes before rule '"
                    + wanted.id()
                    + "', which leads to "
                    + target.label()
                    + "."))
        .orElseGet(() -> elsewhere(target, explanation));
  }

  /// A rule led to the pool, and there it went to nobody or to another member.
  private static Optional<Obstacle> inPool(Target target, Explanation explanation) {
    return switch (target) {
      case Target.ToPool(String id) ->
          explanation.pools().stream()
              .filter(pool -> pool.pool().equals(id) && pool.chosen() == null)
              .findFirst()
              .map(pool -> nobody(pool))
              .or(() -> explanation.pools().stream().findFirst().map(Obstacle::takenBefore));
      case Target.ToRep(String rep) ->
          explanation.pools().stream()
              .filter(pool -> pool.member(rep).isPresent())
              .findFirst()
              .map(pool -> notChosen(pool, pool.member(rep).orElseThrow()))
              .or(() -> explanation.pools().stream().findFirst().map(Obstacle::takenBefore));
    };
  }

  private static Obstacle nobody(PoolAsked pool) {
    return new Obstacle(
        "pool:" + pool.pool(),
        "Nobody of pool '" + pool.pool() + "' could take the lead: " + pool.summary() + ".");
  }

  private static Obstacle takenBefore(PoolAsked pool) {
    return pool.chosen() == null
        ? nobody(pool)
        : new Obstacle(
            "pool:" + pool.pool(),
            pool.chosen() + " of pool '" + pool.pool() + "' took the lead before.");
  }

  private static Obstacle notChosen(PoolAsked pool, Contender member) {
    SkipReason skipped = member.skipped();
    if (skipped != null) {
      return new Obstacle("rep:" + member.rep(), Words.skipped(member) + ".");
    }
    return new Obstacle(
        "pool:" + pool.pool(),
        pool.tied().contains(member.rep())
            ? member.rep()
                + " had just as good a claim, but stands behind "
                + pool.chosen()
                + " in member order."
            : "It was "
                + pool.chosen()
                + "'s turn: before this lead "
                + member.rep()
                + " "
                + Words.owed(member.debt())
                + " at weight "
                + member.weight()
                + " and had "
                + member.openLeads()
                + " open leads.");
  }

  private static Obstacle elsewhere(Target target, Explanation explanation) {
    return new Obstacle(
        Optional.ofNullable(explanation.rule()).orElse("policy"),
        "Nothing of the decision leads to "
            + target.label()
            + ": the lead is "
            + explanation.outcome()
            + ".");
  }
}
