package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engagement rules of a policy, found by id and by the activity they are about.
public final class Rules {
  private final Map<String, EngagementRule> byId = new LinkedHashMap<>();
  private final List<HandRaise> handRaises;

  public Rules(ScoringPolicy policy) {
    policy.engagement().forEach(rule -> byId.put(rule.id(), rule));
    this.handRaises = policy.handRaises();
  }

  /// The rule of that id; empty when the policy has none.
  public Optional<EngagementRule> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Every rule, in the order of the policy.
  public Iterable<EngagementRule> inOrder() {
    return byId.values();
  }

  List<EngagementRule> on(String activity) {
    return byId.values().stream().filter(rule -> rule.on().equals(activity)).toList();
  }

  List<HandRaise> handRaisesOn(String activity) {
    return handRaises.stream().filter(raise -> raise.on().equals(activity)).toList();
  }
}
