package dev.leadline.sla.clock;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.Score;
import dev.leadline.events.StageEntered;
import dev.leadline.sla.clock.Move.What;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the events of the other services as moves.
public final class Observations {
  private static final String HOLD = "hold:";

  private Observations() {}

  /// What an event means to the clocks of its lead; empty when it concerns no lead.
  ///
  /// @param offset where the event's topic holds it
  public static Optional<Observation> of(Envelope<?> envelope, long offset) {
    return envelope.event() instanceof AboutLead event
        ? Optional.of(of(envelope, offset, event))
        : Optional.empty();
  }

  /// The end of a lead that was forgotten.
  ///
  /// @param lead with nothing personal in it
  public static Observation erased(Envelope<?> envelope, long offset, LeadSnapshot lead) {
    return observation(envelope, offset, new Move.End("erased"), lead, null);
  }

  private static Observation of(Envelope<?> envelope, long offset, AboutLead event) {
    Score score = event instanceof StageEntered entered ? entered.score() : null;
    return observation(envelope, offset, what(event), event.lead(), score);
  }

  private static Observation observation(
      Envelope<?> envelope, long offset, What what, LeadSnapshot lead, @Nullable Score score) {
    Move move =
        new Move(
            envelope.id(),
            Interest.kebab(EventTypes.nameOf(envelope.event())),
            envelope.time(),
            envelope.recordedAt(),
            offset,
            what);
    return new Observation(move, lead, score, envelope.correlationId());
  }

  private static What what(AboutLead event) {
    return switch (event) {
      case StageEntered it -> new Move.Stage(it.stage(), it.visit());
      case LeadAssigned it -> new Move.Owner(it.owner(), it.ownerCalendar(), it.pool());
      case LeadQueued it -> new Move.Owner(null, null, waitedFor(it.queue()));
      case RoutingFailed it -> new Move.Owner(null, null, it.pool());
      case AssignmentDeclined _, AssignmentExpired _ -> Move.Owner.NOBODY;
      case ActivityRecorded it -> new Move.Activity(it.activity().type());
      case LeadsMerged it when it.toldToAbsorbed() -> new Move.End("merged");
      default -> new Move.Other();
    };
  }

  private static @Nullable String waitedFor(String queue) {
    return queue.startsWith(HOLD) ? queue.substring(HOLD.length()) : null;
  }
}
