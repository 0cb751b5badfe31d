package dev.leadline.sla.timeline;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.Candidate;
import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.Reason;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.ScoreLine;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event says of why, and of who.
///
/// @param actor who caused it; null when the event names nobody
/// @param reasons in the order in which they were considered; empty when it gives none
/// @param candidates who was considered; empty when nobody was
/// @param ledger the lines of the score; empty when it is no score
public record Explained(
    @Nullable Actor actor,
    List<Reason> reasons,
    List<Candidate> candidates,
    List<ScoreLine> ledger) {

  /// What an event says of itself that cannot be read.
  public static final Explained NOTHING = new Explained(null, List.of(), List.of(), List.of());

  public static Explained of(Event event) {
    return switch (event) {
      case LeadScored it -> new Explained(null, it.because(), List.of(), it.ledger());
      case StageEntered it -> new Explained(it.actor(), it.because(), List.of(), List.of());
      case TransitionRefused it -> new Explained(it.actor(), it.because(), List.of(), List.of());
      case LeadAssigned it -> routed(it.because(), it.candidates());
      case LeadQueued it -> routed(it.because(), it.candidates());
      case LeadSuppressed it -> routed(it.because(), List.of());
      case AssignmentEnded it -> routed(it.because(), List.of());
      case RoutingFailed it -> routed(it.because(), it.candidates());
      case AssignmentAccepted it -> new Explained(it.actor(), List.of(), List.of(), List.of());
      case AssignmentDeclined it -> new Explained(it.actor(), List.of(), List.of(), List.of());
      default -> NOTHING;
    };
  }

  private static Explained routed(List<Reason> because, List<Candidate> candidates) {
    return new Explained(null, because, candidates, List.of());
  }
}
