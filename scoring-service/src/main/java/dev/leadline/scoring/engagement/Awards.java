package dev.leadline.scoring.engagement;

import dev.leadline.events.Activity;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import dev.leadline.policy.ScoringPolicy.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one activity earned.
///
/// @param earned new contributions, at most one a rule; a hand-raise is one without points
/// @param handRaised whether the lead asked to be contacted by it
/// @param because the rules about such an activity, in order, and what came of each
public record Awards(List<Contribution> earned, boolean handRaised, List<Reason> because) {

  /// What an activity earns a lead.
  ///
  /// @param held the lead's contributions so far, which use up the limits
  /// @param at when it happened
  public static Awards of(
      Rules rules,
      LeadSnapshot lead,
      Activity activity,
      UUID event,
      Instant at,
      List<Contribution> held) {
    Facts facts = Facts.of(lead).with(activity);
    List<Contribution> earned = new ArrayList<>();
    List<Reason> because = new ArrayList<>();
    for (EngagementRule rule : rules.on(activity.type())) {
      if (!applies(rule.when(), facts)) {
        because.add(explained(rule.id(), rule.when(), facts));
      } else if (isUsedUp(rule, held, at)) {
        because.add(Reason.notMatched(rule.id(), "limit reached: " + inWords(rule.limit())));
      } else {
        because.add(explained(rule.id(), rule.when(), facts));
        earned.add(new Contribution(rule.id(), event, at, rule.points()));
      }
    }
    boolean handRaised = false;
    for (HandRaise raise : rules.handRaisesOn(activity.type())) {
      because.add(explained(raise.id(), raise.when(), facts));
      if (applies(raise.when(), facts)) {
        handRaised = true;
        earned.add(new Contribution(raise.id(), event, at, 0));
      }
    }
    return new Awards(List.copyOf(earned), handRaised, List.copyOf(because));
  }

  private static boolean isUsedUp(EngagementRule rule, List<Contribution> held, Instant at) {
    Limit limit = rule.limit();
    if (limit == null) {
      return false;
    }
    List<Instant> awarded =
        held.stream()
            .filter(one -> one.rule().equals(rule.id()))
            .map(Contribution::at)
            .sorted()
            .toList();
    return !SlidingLimit.allows(limit, awarded, at);
  }

  private static boolean applies(@Nullable Condition when, Facts facts) {
    return when == null || when.test(facts).matched();
  }

  private static Reason explained(String rule, @Nullable Condition when, Facts facts) {
    return when == null ? Reason.matched(rule, "") : when.explain(rule, facts);
  }

  private static String inWords(@Nullable Limit limit) {
    return limit == null ? "none" : limit.times() + " per " + limit.per();
  }
}
