package dev.leadline.lifecycle.stage;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The stage machine of a policy: a pure function of the lead, what is asked, and the instant.
public final class StageMachine {
  private static final Actor ITSELF = Actor.system("lifecycle");

  private final LifecyclePolicy policy;

  public StageMachine(LifecyclePolicy policy) {
    this.policy = policy;
  }

  /// A lead that was not known enters the first stage.
  public Move enter(LeadSnapshot lead, Instant at) {
    Reason initial = Reason.matched("initial", "");
    StagedLead entering = StagedLead.entering(lead, policy.initial(), at);
    return new Move(null, entering, ITSELF, null, List.of(initial));
  }

  /// The moves that a lead makes by itself, one after the other, until no system transition is
  /// open. No stage is entered twice, so transitions that lead back and forth come to an end.
  public List<Move> advance(StagedLead lead, Instant at) {
    List<Move> moves = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    StagedLead now = lead;
    while (seen.add(now.stage())) {
      Optional<Move> next = next(now, at).filter(move -> !seen.contains(move.after().stage()));
      if (next.isEmpty()) {
        break;
      }
      moves.add(next.get());
      now = next.get().after();
    }
    return moves;
  }

  /// Someone asks for a stage. Of the transitions that lead there the first that is open to the
  /// asker is taken.
  public Answer ask(StagedLead lead, Ask ask, Instant at) {
    if (lead.stage().equals(ask.to())) {
      return new Answer.AlreadyThere();
    }
    List<Transition> there = leaving(lead).filter(move -> move.to().equals(ask.to())).toList();
    List<Transition> theirs =
        there.stream().filter(move -> move.actors().contains(ask.actor().kind())).toList();
    if (theirs.isEmpty()) {
      return new Answer.Refused(notTheirs(lead, ask, there), List.of());
    }
    Guard guard = new Guard(lead, at);
    Optional<Transition> open = theirs.stream().filter(guard::isOpen).findFirst();
    List<Reason> because = considered(theirs, open, guard);
    return open.<Answer>map(move -> take(move, lead, ask, at, because))
        .orElseGet(() ->
            new Answer.Refused(
                "No transition from '%s' to '%s' is open".formatted(lead.stage(), ask.to()),
                because));
  }

  /// The move of a lead whose owner took it: by the first open transition to a later stage of the
  /// funnel that a rep may ask for without giving a reason; empty when there is none.
  public Optional<Move> onAcceptance(StagedLead lead, Actor owner, Instant at) {
    int here = policy.stages().indexOf(lead.stage());
    List<Transition> onward =
        leaving(lead)
            .filter(move -> move.actors().contains(owner.kind()) && move.reasons().isEmpty())
            .filter(move -> policy.stages().indexOf(move.to()) > here)
            .toList();
    return firstOpen(onward, lead, owner, at);
  }

  private Optional<Move> next(StagedLead lead, Instant at) {
    List<Transition> own =
        leaving(lead).filter(move -> move.actors().contains(Actor.Kind.SYSTEM)).toList();
    return firstOpen(own, lead, ITSELF, at);
  }

  private Optional<Move> firstOpen(
      List<Transition> transitions, StagedLead lead, Actor actor, Instant at) {
    Guard guard = new Guard(lead, at);
    Optional<Transition> open = transitions.stream().filter(guard::isOpen).findFirst();
    return open.map(move ->
        new Move(lead, moved(lead, move, at), actor, null, considered(transitions, open, guard)));
  }

  private Answer take(Transition move, StagedLead lead, Ask ask, Instant at, List<Reason> because) {
    Set<String> reasons = move.reasons();
    String given = ask.reason();
    if (!reasons.isEmpty() && (given == null || !reasons.contains(given))) {
      String found = given == null ? "none was given" : "'" + given + "' is none of them";
      return new Answer.ReasonNeeded(
          "Transition '%s' from '%s' to '%s' needs one of the reasons %s: %s"
              .formatted(move.id(), lead.stage(), move.to(), reasons, found),
          reasons);
    }
    return new Answer.Moved(new Move(lead, moved(lead, move, at), ask.actor(), given, because));
  }

  private StagedLead moved(StagedLead lead, Transition move, Instant at) {
    boolean rests = move.to().equals(policy.coolDownStage());
    return lead.moved(move.to(), at, rests ? policy.coolDown() : null);
  }

  private Stream<Transition> leaving(StagedLead lead) {
    return policy.transitions().stream().filter(move -> move.from().contains(lead.stage()));
  }

  private String notTheirs(StagedLead lead, Ask ask, List<Transition> there) {
    if (!policy.stages().contains(ask.to())) {
      return "The policy has no stage '%s'; it has %s".formatted(ask.to(), policy.stages());
    }
    if (there.isEmpty()) {
      return "No transition leads from '%s' to '%s'".formatted(lead.stage(), ask.to());
    }
    return "Transition '%s' from '%s' to '%s' is for %s, not for %s"
        .formatted(
            there.getFirst().id(),
            lead.stage(),
            ask.to(),
            there.getFirst().actors(),
            ask.actor().kind());
  }

  /// What came of the transitions up to the one that was open, or of all.
  private static List<Reason> considered(
      List<Transition> transitions, Optional<Transition> open, Guard guard) {
    int last = open.map(transitions::indexOf).orElse(transitions.size() - 1);
    return transitions.subList(0, last + 1).stream().map(guard::explain).toList();
  }
}
