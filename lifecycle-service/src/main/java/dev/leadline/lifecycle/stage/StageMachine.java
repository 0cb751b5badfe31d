package dev.leadline.lifecycle.stage;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The stage machine of a policy: a pure function of the lead, what is asked, and the instant.
public final class StageMachine {
  private static final Actor ITSELF = Actor.system("lifecycle");

  private final LifecyclePolicy policy;
  private final CoolDown coolDown;
  private final Map<String, List<Transition>> leaving = new HashMap<>();
  private final Map<String, List<Transition>> byItself = new HashMap<>();

  public StageMachine(Policy policy) {
    this.policy = policy.lifecycle();
    this.coolDown = new CoolDown(policy);
    for (Transition move : this.policy.transitions()) {
      for (String stage : move.from()) {
        leaving.computeIfAbsent(stage, _ -> new ArrayList<>()).add(move);
        if (move.actors().contains(Actor.Kind.SYSTEM)) {
          byItself.computeIfAbsent(stage, _ -> new ArrayList<>()).add(move);
        }
      }
    }
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
  /// asker is taken. What a CRM asks for after something newer was asked for is refused.
  public Answer ask(StagedLead lead, Ask ask, Instant at) {
    if (lead.stage().equals(ask.to())) {
      return new Answer.AlreadyThere();
    }
    if (isOutdated(lead, ask, at)) {
      return outdated(lead, at);
    }
    List<Transition> there = leaving(lead).filter(move -> move.to().equals(ask.to())).toList();
    List<Transition> theirs =
        there.stream().filter(move -> move.actors().contains(ask.actor().kind())).toList();
    if (theirs.isEmpty()) {
      return new Answer.Refused(notTheirs(lead, ask, there), List.of());
    }
    Guard guard = new Guard(lead);
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
    return firstOpen(onward, lead, owner, new Guard(lead), at);
  }

  private Optional<Move> next(StagedLead lead, Instant at) {
    List<Transition> own = byItself.getOrDefault(lead.stage(), List.of());
    return firstOpen(own, lead, ITSELF, new Guard(lead, coolDown.closedTo(lead, at)), at);
  }

  private Optional<Move> firstOpen(
      List<Transition> transitions, StagedLead lead, Actor actor, Guard guard, Instant at) {
    for (Transition move : transitions) {
      if (guard.isOpen(move)) {
        List<Reason> because = considered(transitions, Optional.of(move), guard);
        return Optional.of(new Move(lead, moved(lead, move, at), actor, null, because));
      }
    }
    return Optional.empty();
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
    StagedLead after = moved(lead, move, at).asked(at);
    return new Answer.Moved(new Move(lead, after, ask.actor(), given, because));
  }

  /// A person asks for a lead as it is now; a CRM tells of what was changed there before. It may
  /// tell the time in whole seconds, and then it may have been up to a second later.
  private static boolean isOutdated(StagedLead lead, Ask ask, Instant at) {
    Instant newest = lead.askedAt();
    if (newest == null || ask.actor().kind() != Actor.Kind.CRM) {
      return false;
    }
    boolean wholeSeconds = at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    return at.isBefore(wholeSeconds ? newest.truncatedTo(ChronoUnit.SECONDS) : newest);
  }

  private static Answer outdated(StagedLead lead, Instant at) {
    return new Answer.Refused(
        "That was at %s, and the stage was asked for anew at %s; the lead is in '%s' on visit %d"
            .formatted(at, lead.askedAt(), lead.stage(), lead.visit()),
        List.of(),
        true);
  }

  private StagedLead moved(StagedLead lead, Transition move, Instant at) {
    boolean rests = move.to().equals(policy.coolDownStage());
    return lead.moved(move.to(), at, rests ? policy.coolDown() : null);
  }

  private Stream<Transition> leaving(StagedLead lead) {
    return leaving.getOrDefault(lead.stage(), List.of()).stream();
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
