package dev.leadline.routing.assignment;

import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.Policy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// In which stages an owner works on a lead, so that it counts as one of their open leads.
///
/// The policy may say so (`work-in`). Otherwise work begins with the first stage that asks for an
/// owner, in the order of the funnel. It ends in a stage from which the funnel does not go on: one
/// that no transition leaves for a later stage, such as `customer` or `disqualified`. The stage in
/// which a lead rests, such as `recycled`, is no work and no way on.
public final class WorkingStages {
  private final Set<String> routeAt;
  private final Set<String> stages;

  private WorkingStages(Set<String> routeAt, Set<String> stages) {
    this.routeAt = routeAt;
    this.stages = stages;
  }

  public static WorkingStages of(Policy policy) {
    Set<String> routeAt = policy.routing().routeAt();
    Set<String> said = policy.routing().workIn();
    if (!said.isEmpty()) {
      return new WorkingStages(routeAt, said);
    }
    LifecyclePolicy lifecycle = policy.lifecycle();
    List<String> order = lifecycle.stages();
    int first = routeAt.stream().mapToInt(order::indexOf).min().orElse(order.size());
    Set<String> working = new TreeSet<>(routeAt);
    order.stream()
        .skip(first)
        .filter(stage -> !stage.equals(lifecycle.coolDownStage()))
        .filter(lifecycle::goesOn)
        .forEach(working::add);
    return new WorkingStages(routeAt, working);
  }

  /// Whether entering the stage asks for an owner.
  boolean asksForOwner(String stage) {
    return routeAt.contains(stage);
  }

  /// Whether a lead in the stage is work for its owner.
  public boolean isWork(String stage) {
    return stages.contains(stage);
  }
}
