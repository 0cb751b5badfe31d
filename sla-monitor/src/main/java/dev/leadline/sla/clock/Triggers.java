package dev.leadline.sla.clock;

import dev.leadline.policy.SlaPolicy.Trigger;
import java.util.Optional;

/// What a trigger of the policy says to a move.
final class Triggers {
  private Triggers() {}

  /// What fires the trigger, as causes are written: `stage:recycled`, `activity:rep_touch` or
  /// `event:lead-suppressed`; empty when the move does not fire it.
  static Optional<String> fired(Trigger trigger, Move move) {
    return switch (move.what()) {
      case Move.Stage it when trigger.stages().contains(it.stage()) ->
          Optional.of("stage:" + it.stage());
      case Move.Activity it when trigger.activities().contains(it.activity()) ->
          Optional.of("activity:" + it.activity());
      default -> fired(trigger, move.type());
    };
  }

  private static Optional<String> fired(Trigger trigger, String type) {
    return trigger.events().contains(type) ? Optional.of("event:" + type) : Optional.empty();
  }
}
