package dev.leadline.sla.ladder;

import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.sla.clock.FiredRung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The steps of a clock's ladder in the order in which they are reached. The breach is always one
/// of them.
///
/// @param steps by the working time at which they are reached, each once
record Ladder(List<Step> steps) {

  /// @param threshold the working time that the clock has used when it is reached
  /// @param rungs what the policy asks for there; none for a breach that asks for nothing
  record Step(String name, Duration threshold, List<Rung> rungs) {

    List<String> actions() {
      return rungs.stream().map(rung -> RungWords.name(rung.action())).toList();
    }
  }

  /// @param budget of the clock
  static Ladder of(Target target, Duration budget) {
    TreeMap<Duration, List<Rung>> rungs = new TreeMap<>();
    rungs.put(budget, new ArrayList<>());
    for (Rung rung : target.ladder()) {
      rungs.computeIfAbsent(rung.threshold(budget), _ -> new ArrayList<>()).add(rung);
    }
    return new Ladder(
        rungs.entrySet().stream()
            .map(step -> step(step.getKey(), List.copyOf(step.getValue()), budget))
            .toList());
  }

  private static Step step(Duration threshold, List<Rung> rungs, Duration budget) {
    String name = threshold.equals(budget) ? FiredRung.BREACH : rungs.getFirst().name();
    return new Step(name, threshold, rungs);
  }

  /// The steps above what was climbed.
  List<Step> after(Duration climbed) {
    return steps.stream().filter(step -> step.threshold().compareTo(climbed) > 0).toList();
  }
}
