package dev.leadline.sla.scorecard;

import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which moves of a stage machine go forward. A stage into which no transition leads without a
/// reason, such as `recycled` or `disqualified`, is an exit: leads leak there.
record Funnel(List<String> stages, Set<String> exits) {

  static Funnel of(LifecyclePolicy policy) {
    return new Funnel(
        policy.stages(),
        policy.stages().stream()
            .filter(stage -> isExit(stage, policy.transitions()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isExit(String stage, List<Transition> transitions) {
    List<Transition> into = transitions.stream().filter(it -> it.to().equals(stage)).toList();
    return !into.isEmpty() && into.stream().noneMatch(it -> it.reasons().isEmpty());
  }

  /// Whether a move brings a lead on: to a stage that is no exit and comes later; from an exit,
  /// every move that leaves for the funnel does.
  boolean isForward(String from, String to) {
    if (exits.contains(to)) {
      return false;
    }
    return exits.contains(from) || stages.indexOf(to) > stages.indexOf(from);
  }
}
