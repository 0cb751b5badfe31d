package dev.leadline.policy;

import dev.leadline.events.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stage machine.
///
/// @param initial the stage of a lead that was just captured
/// @param stages every stage, in the order of the funnel
/// @param transitions the legal moves, in order
/// @param coolDown how long a recycled lead must rest before it can qualify again without a
///   hand-raise
/// @param coolDownStage the stage that rests so, such as `recycled`; null when none does
public record LifecyclePolicy(
    String initial,
    List<String> stages,
    List<Transition> transitions,
    Duration coolDown,
    @Nullable String coolDownStage) {
  public LifecyclePolicy {
    stages = List.copyOf(stages);
    transitions = List.copyOf(transitions);
  }

  /// Whether a transition leaves a stage for a later one; to be put to rest is no way on.
  public boolean goesOn(String stage) {
    int here = stages.indexOf(stage);
    return transitions.stream()
        .filter(move -> move.from().contains(stage))
        .map(Transition::to)
        .filter(to -> !to.equals(coolDownStage))
        .anyMatch(to -> stages.indexOf(to) > here);
  }

  /// A legal move.
  ///
  /// @param from the stages it may leave
  /// @param when the guard; null means always. May name `lead.`, `segment.`, `score.` and `lists.`
  /// @param actors who may ask for it; [Actor.Kind#SYSTEM] moves happen by themselves as soon as
  ///   their guard holds
  /// @param reasons the reasons to choose from; empty means that none is required
  public record Transition(
      String id,
      Set<String> from,
      String to,
      @Nullable Condition when,
      Set<Actor.Kind> actors,
      Set<String> reasons) {
    public Transition {
      from = Ordered.copyOf(from);
      actors = Ordered.copyOf(actors);
      reasons = Ordered.copyOf(reasons);
    }
  }
}
