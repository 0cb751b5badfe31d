package dev.leadline.policy.load;

import dev.leadline.policy.Condition;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.Segment;
import dev.leadline.policy.SlaPolicy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The conditions of a policy, wherever they stand.
final class AllConditions {
  private AllConditions() {}

  static List<Condition> of(
      List<Segment> segments,
      ScoringPolicy scoring,
      LifecyclePolicy lifecycle,
      RoutingPolicy routing,
      SlaPolicy sla) {
    return Stream.of(
            segments.stream().map(Segment::when),
            scoring.fit().stream().map(rule -> rule.when()),
            scoring.engagement().stream().map(rule -> rule.when()),
            scoring.handRaises().stream().map(handRaise -> handRaise.when()),
            lifecycle.transitions().stream().map(move -> move.when()),
            routing.suppress().stream().map(rule -> rule.when()),
            routing.rules().stream().map(rule -> rule.when()),
            sla.targets().stream()
                .flatMap(target -> target.within().stream())
                .map(budget -> budget.when()))
        .flatMap(conditions -> conditions)
        .filter(Objects::nonNull)
        .map(Condition.class::cast)
        .toList();
  }
}
