package dev.leadline.routing.assignment;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may make routing decide about a lead.
public sealed interface RoutingInput {

  /// The snapshot it brings; empty when it brings none.
  default Optional<LeadSnapshot> snapshot() {
    return switch (this) {
      case StageReached reached -> Optional.of(reached.lead());
      case NewsHeard news -> Optional.of(news.lead());
      case Absorbed absorbed -> Optional.of(absorbed.lead());
      case TookIn tookIn -> Optional.of(tookIn.lead());
      case OwnerTooSlow slow -> Optional.of(slow.lead());
      case Erased _, TimerDue _, Accept _, Decline _, Move _ -> Optional.empty();
    };
  }

  /// The lead entered a stage.
  record StageReached(LeadSnapshot lead, String stage, int visit, @Nullable Score score)
      implements RoutingInput {}

  /// More is known of the lead.
  record NewsHeard(LeadSnapshot lead) implements RoutingInput {}

  /// The lead goes on as `survivor`.
  record Absorbed(LeadSnapshot lead, LeadId survivor) implements RoutingInput {}

  /// The lead took another one in.
  ///
  /// @param absorbed what routing knows of the other
  record TookIn(LeadSnapshot lead, LeadRouting absorbed) implements RoutingInput {}

  /// The person is to be forgotten.
  record Erased() implements RoutingInput {}

  /// The service level asks for another owner than `owner`.
  record OwnerTooSlow(LeadSnapshot lead, String owner, String rung) implements RoutingInput {}

  /// An offer ended or a wait did.
  record TimerDue() implements RoutingInput {}

  /// The owner takes the lead.
  ///
  /// @param rep who says so; null when an operator does it for the owner
  record Accept(Actor actor, @Nullable String rep) implements RoutingInput {}

  /// The owner gives the lead back.
  ///
  /// @param rep as for [Accept]
  record Decline(Actor actor, @Nullable String rep, String reason) implements RoutingInput {}

  /// A person moves the lead.
  ///
  /// @param to the new owner; null to have the next one found
  record Move(Actor actor, @Nullable String to, String reason) implements RoutingInput {}
}
