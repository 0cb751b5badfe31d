package dev.leadline.policy.load;

import dev.leadline.events.Actor;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `lifecycle.yaml`: the stage machine.
final class LifecycleFile {
  static final String NAME = "lifecycle.yaml";

  private static final Map<String, Actor.Kind> ACTORS =
      Words.inOrder(
          Map.entry("system", Actor.Kind.SYSTEM),
          Map.entry("rep", Actor.Kind.REP),
          Map.entry("crm", Actor.Kind.CRM),
          Map.entry("operator", Actor.Kind.OPERATOR));

  private final Distinct ids = new Distinct("transition");
  private final Names stages;
  private final Conditions guards;

  private LifecycleFile(Names stages, Conditions guards) {
    this.stages = stages;
    this.guards = guards;
  }

  /// The stages, which other files name too.
  static Names stages(Value root) {
    return new Names(
        "stage", root.block().required("stages").list().stream().map(Value::id).toList(), root);
  }

  static LifecyclePolicy read(Value root, Names stages, Conditions guards) {
    return new LifecycleFile(stages, guards).policy(root.block());
  }

  private LifecyclePolicy policy(Block file) {
    Distinct stageIds = new Distinct("stage");
    List<Value> stageValues = file.required("stages").list();
    Value initial = file.required("initial");
    String initialStage = stages.reference(initial);
    List<String> inOrder = stageValues.stream().map(stageIds::id).toList();
    List<Transition> transitions =
        file.required("transitions").list().stream()
            .map(entry -> transition(entry.block()))
            .toList();
    Block coolDown = file.required("cool-down").block();
    String coolDownStage = stages.reference(coolDown.required("stage"));
    Duration rest = coolDown.required("for").duration();
    coolDown.finish();
    file.finish();
    if (inOrder.contains(initialStage)) {
      warnOfUnreachable(stageValues, initialStage, transitions);
    }
    return new LifecyclePolicy(initialStage, inOrder, transitions, rest, coolDownStage);
  }

  private Transition transition(Block block) {
    Value actors = block.required("by");
    Set<Actor.Kind> kinds = new LinkedHashSet<>();
    actors.oneOrMore().forEach(actor -> kinds.add(actor.choice(ACTORS)));
    Transition transition =
        new Transition(
            ids.id(block.required("id")),
            new LinkedHashSet<>(stages.references(block.required("from").oneOrMore())),
            stages.reference(block.required("to")),
            guards.read(block.optional("when")),
            kinds,
            reasons(block));
    block.finish();
    check(transition, block, actors);
    return transition;
  }

  private static Set<String> reasons(Block block) {
    Set<String> reasons = new LinkedHashSet<>();
    block
        .optional("reasons")
        .ifPresent(given -> given.list().forEach(reason -> reasons.add(reason.id())));
    return reasons;
  }

  private static void check(Transition transition, Block block, Value actors) {
    boolean bySystem = transition.actors().contains(Actor.Kind.SYSTEM);
    if (bySystem && !transition.reasons().isEmpty()) {
      actors.error("A move by the system cannot choose from 'reasons'");
    }
    if (bySystem && transition.when() == null) {
      actors.error("A move by the system needs a guard 'when', or no lead would ever stay");
    }
    if (transition.from().contains(transition.to())) {
      block
          .optional("to")
          .ifPresent(
              to -> to.error("A move from '%s' leads nowhere else".formatted(transition.to())));
    }
  }

  private static void warnOfUnreachable(
      List<Value> stages, String initial, List<Transition> transitions) {
    Set<String> reached = new LinkedHashSet<>(Set.of(initial));
    boolean grew = true;
    while (grew) {
      grew =
          transitions.stream()
              .filter(move -> move.from().stream().anyMatch(reached::contains))
              .map(Transition::to)
              .toList()
              .stream()
              .map(reached::add)
              .reduce(false, Boolean::logicalOr);
    }
    stages.stream()
        .filter(stage -> !reached.contains(stage.text()))
        .forEach(stage -> stage.warning("No moves lead to stage '%s'".formatted(stage.text())));
  }
}
