package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules about activities of all models of a policy, found by id and by the activity.
///
/// What a lead does earns by the rules of every model, and the model that scores it counts its own;
/// so a lead that comes to another model is scored as if it had always been there.
public final class Rules {
  private final Map<String, EngagementRule> engagement = new LinkedHashMap<>();
  private final Map<String, HandRaise> handRaises = new LinkedHashMap<>();
  private final Map<String, List<EngagementRule>> engagementOn;
  private final Map<String, List<HandRaise>> handRaisesOn;

  public Rules(ScoringPolicy policy) {
    for (ScoringPolicy model : policy.models()) {
      model.engagement().forEach(rule -> engagement.put(rule.id(), rule));
      model.handRaises().forEach(raise -> handRaises.put(raise.id(), raise));
    }
    engagementOn = grouped(engagement.values(), EngagementRule::on);
    handRaisesOn = grouped(handRaises.values(), HandRaise::on);
  }

  /// The engagement rule of that id; null when the policy has none.
  public @Nullable EngagementRule engagement(String id) {
    return engagement.get(id);
  }

  /// Until when the hand stays up that a contribution raised; null when it raised none.
  public @Nullable Instant raisedUntil(Contribution one) {
    HandRaise raise = handRaises.get(one.rule());
    return raise == null ? null : one.at().plus(raise.holds());
  }

  boolean isRaised(Contribution one, Instant at) {
    Instant until = raisedUntil(one);
    return until != null && at.isBefore(until);
  }

  List<EngagementRule> on(String activity) {
    return engagementOn.getOrDefault(activity, List.of());
  }

  List<HandRaise> handRaisesOn(String activity) {
    return handRaisesOn.getOrDefault(activity, List.of());
  }

  private static <R> Map<String, List<R>> grouped(Collection<R> rules, Function<R, String> by) {
    return rules.stream()
        .collect(Collectors.groupingBy(by, Collectors.toCollection(ArrayList::new)));
  }
}
