package dev.leadline.sla.ladder;

import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.sla.clock.FiredRung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The steps of a target in the order in which they are reached. The breach is always one of them.
///
/// @param steps by percent, each percent once
record Ladder(List<Step> steps) {

  /// @param percent of the budget
  /// @param actions what the policy asks for there; empty for a breach that asks for nothing
  record Step(int percent, List<Action> actions) {

    Duration threshold(Duration budget) {
      return budget.multipliedBy(percent).dividedBy(FiredRung.BREACH);
    }
  }

  static Ladder of(Target target) {
    TreeMap<Integer, List<Action>> actions = new TreeMap<>();
    actions.put(FiredRung.BREACH, new ArrayList<>());
    for (Rung rung : target.ladder()) {
      actions.computeIfAbsent(rung.percent(), _ -> new ArrayList<>()).add(rung.action());
    }
    return new Ladder(
        actions.entrySet().stream()
            .map(step -> new Step(step.getKey(), List.copyOf(step.getValue())))
            .toList());
  }

  /// The steps above `percent`.
  List<Step> after(int percent) {
    return steps.stream().filter(step -> step.percent() > percent).toList();
  }
}
