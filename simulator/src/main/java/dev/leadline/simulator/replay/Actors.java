package dev.leadline.simulator.replay;

import dev.leadline.events.Actor;
import dev.leadline.routing.assignment.RoutingInput;
import java.util.Optional;

/// Who asked.
final class Actors {
  private Actors() {}

  /// The person who asks for something about an assignment; empty when no person does.
  static Optional<Actor> of(RoutingInput input) {
    return switch (input) {
      case RoutingInput.Accept accept -> Optional.of(accept.actor());
      case RoutingInput.Decline decline -> Optional.of(decline.actor());
      case RoutingInput.Move move -> Optional.of(move.actor());
      default -> Optional.empty();
    };
  }
}
