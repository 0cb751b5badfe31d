package dev.leadline.policy.load;

import dev.leadline.events.Actor;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import dev.leadline.policy.cel.Formula;
import dev.leadline.policy.load.MatchOrder.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with the stage machine although every value of it is right.
final class LifecycleChecks {
  private final LifecyclePolicy lifecycle;
  private final List<Value> places;
  private final List<Value> stages;

  private LifecycleChecks(LifecyclePolicy lifecycle, Value file) {
    this.lifecycle = lifecycle;
    this.places = Outline.entries(Outline.value(file, "transitions"));
    this.stages = Outline.entries(Outline.value(file, "stages"));
  }

  /// @param file the root of `lifecycle.yaml`
  static void check(LifecyclePolicy lifecycle, Value file) {
    LifecycleChecks checks = new LifecycleChecks(lifecycle, file);
    lifecycle.stages().forEach(checks::order);
    checks.wayOut();
    checks.backAndForth();
  }

  /// Of the moves by the system out of one stage, the first whose guard holds is made.
  private void order(String stage) {
    List<Entry> moves = new ArrayList<>();
    for (int i = 0; i < lifecycle.transitions().size(); i++) {
      Transition move = lifecycle.transitions().get(i);
      if (isBySystem(move) && move.from().contains(stage)) {
        moves.add(
            new Entry(
                "Move '%s' from '%s'".formatted(move.id(), stage),
                move.when(),
                move.to(),
                places.get(i)));
      }
    }
    MatchOrder.check(moves);
  }

  private void wayOut() {
    if (lifecycle.transitions().isEmpty()) {
      return;
    }
    for (Value stage : stages) {
      if (lifecycle.transitions().stream().noneMatch(move -> move.from().contains(stage.text()))) {
        stage.warning(
            "No moves lead out of stage '%s', so a lead stays there for good"
                .formatted(stage.text()));
      }
    }
  }

  /// Two moves by the system that undo each other at once would go on for ever.
  private void backAndForth() {
    for (int i = 0; i < lifecycle.transitions().size(); i++) {
      Transition move = lifecycle.transitions().get(i);
      for (Transition before : lifecycle.transitions().subList(0, i)) {
        if (isBySystem(move)
            && isBySystem(before)
            && move.from().contains(before.to())
            && before.from().contains(move.to())
            && areBothOn(move, before)) {
          Outline.value(places.get(i), "when")
              .error(
                  "Moves '%s' and '%s' hold at once, so a lead would go back and forth between '%s' and '%s'"
                      .formatted(before.id(), move.id(), move.to(), before.to()));
        }
      }
    }
  }

  private static boolean areBothOn(Transition move, Transition other) {
    Optional<Formula> one = formula(move).filter(Formula::isPossible);
    Optional<Formula> another = formula(other).filter(Formula::isPossible);
    return one.isPresent()
        && another.isPresent()
        && (one.get().isWithin(List.of(another.get()))
            || another.get().isWithin(List.of(one.get())));
  }

  private static Optional<Formula> formula(Transition move) {
    return Optional.ofNullable(move.when()).flatMap(Formula::of);
  }

  private static boolean isBySystem(Transition move) {
    return move.actors().contains(Actor.Kind.SYSTEM);
  }
}
