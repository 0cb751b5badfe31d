package dev.leadline.simulator.replay;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.Reason;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.simulator.history.Entry;
import java.util.List;
import java.util.Optional;

/// What people asked for, read from what came of it. Held as given: it is asked again at the same
/// instant, whatever the policy.
final class Requests {
  private static final Actor SOMEBODY = new Actor(Actor.Kind.OPERATOR, "somebody");
  private static final String MANUAL = "manual";

  private Requests() {}

  /// The stage that a person asked for; empty when no person asked.
  static Optional<Ask> ofStage(Envelope<?> said) {
    if (said.causationId() != null) {
      return Optional.empty();
    }
    return switch (said.event()) {
      case StageEntered entered when entered.actor().kind() != Actor.Kind.SYSTEM ->
          Optional.of(new Ask(entered.stage(), entered.actor(), entered.reason()));
      case TransitionRefused refused ->
          Optional.of(new Ask(refused.requested(), refused.actor(), null));
      default -> Optional.empty();
    };
  }

  /// What a person asked about an assignment; empty when no person asked.
  static Optional<RoutingInput> ofAssignment(Entry.Said said) {
    if (said.envelope().causationId() != null) {
      return Optional.empty();
    }
    return switch (said.envelope().event()) {
      // Whoever owns the lead then takes it.
      case AssignmentAccepted accepted ->
          Optional.of(new RoutingInput.Accept(accepted.actor(), null));
      case AssignmentDeclined declined ->
          Optional.of(
              new RoutingInput.Decline(declined.actor(), declined.owner(), declined.reason()));
      case LeadAssigned assigned when assigned.actor() != null ->
          Optional.of(moved(said, assigned.rule().equals(MANUAL), assigned.owner()));
      case LeadQueued _, LeadSuppressed _, RoutingFailed _ -> Optional.of(moved(said, false, ""));
      default -> Optional.empty();
    };
  }

  private static RoutingInput moved(Entry.Said said, boolean named, String owner) {
    return switch (said.complete().event()) {
      case LeadAssigned assigned ->
          new RoutingInput.Move(
              assigned.actor() == null ? SOMEBODY : assigned.actor(),
              named ? owner : null,
              words(assigned.because()));
      case LeadQueued queued -> new RoutingInput.Move(SOMEBODY, null, words(queued.because()));
      case LeadSuppressed suppressed ->
          new RoutingInput.Move(SOMEBODY, null, words(suppressed.because()));
      case RoutingFailed failed -> new RoutingInput.Move(SOMEBODY, null, words(failed.because()));
      default -> throw new IllegalStateException("No move: " + said.envelope().event());
    };
  }

  /// What the person said comes first.
  private static String words(List<Reason> because) {
    return because.isEmpty() ? "" : because.getFirst().detail();
  }
}
