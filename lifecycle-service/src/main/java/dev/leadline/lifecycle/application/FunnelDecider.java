package dev.leadline.lifecycle.application;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.AuditEvent;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.events.RoutingEvent;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.ScoringEvent;
import dev.leadline.events.SlaEvent;
import dev.leadline.events.TurnEvent;
import dev.leadline.lifecycle.stage.Answer;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.Move;
import dev.leadline.lifecycle.stage.StageMachine;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Folds what happened into the leads of a batch, and keeps what there is to tell of it.
///
/// News of a lead lets it make the moves that it makes by itself. A stage that someone asked for is
/// not followed by such moves: nothing new is known of the lead, and a decision of a person should
/// not be undone in the same breath. The exception is a lead that is known to have asked to be
/// contacted after that decision: who asked could not know of it, so it counts as news.
///
/// A rest that was over before something happened is ended first, as of its own instant, so that it
/// does not matter whether the timer or the event came first.
public final class FunnelDecider {
  private final Policy policy;
  private final StageMachine machine;
  private final BatchOfLeads batch;
  private final Told told = new Told();

  public FunnelDecider(Policy policy, BatchOfLeads batch) {
    this(policy, new StageMachine(policy), batch);
  }

  /// @param machine of the policy
  public FunnelDecider(Policy policy, StageMachine machine, BatchOfLeads batch) {
    this.policy = policy;
    this.machine = machine;
    this.batch = batch;
  }

  public Told told() {
    return told;
  }

  public void fold(Envelope<?> envelope, Cause cause) {
    switch (envelope.event()) {
      case IntakeEvent event -> ofIntake(event, cause);
      case ScoringEvent event -> ofScoring(event, cause);
      case RoutingEvent event -> ofRouting(event, cause);
      case LifecycleEvent _, SlaEvent _, AuditEvent _, TurnEvent _ -> {}
    }
  }

  /// A lead that was recycled has rested long enough.
  ///
  /// @param cause what came of it; the timer takes its clock and its policy
  public StagedLead rested(StagedLead lead, Cause cause) {
    Instant over = Objects.requireNonNull(lead.restsUntil(), "restsUntil");
    UUID timer = DerivedIds.derive(lead.id().value(), "rested:" + lead.stage(), lead.visit());
    return advance(lead.rested(), cause.ofTimer(timer, over), 0);
  }

  /// Someone asks for a stage. A refusal is told of; a missing reason is left to the caller.
  public Answer ask(StagedLead lead, Ask ask, Cause cause) {
    StagedLead awake = isRested(lead, cause) ? rested(lead, cause) : lead;
    return ask(new Known(awake, 0), ask, cause);
  }

  private void ofIntake(IntakeEvent event, Cause cause) {
    switch (event) {
      case LeadCaptured captured -> learned(captured.lead(), UnaryOperator.identity(), cause);
      case LeadChanged changed -> learned(changed.lead(), UnaryOperator.identity(), cause);
      case CrmUpdated updated -> crmUpdated(updated, cause);
      case LeadsMerged merged -> merged(merged, cause);
      case LeadErased erased -> batch.erase(erased.id());
      case ActivityRecorded _, ExceptionEvent _ -> {}
    }
  }

  private void ofScoring(ScoringEvent event, Cause cause) {
    switch (event) {
      case LeadScored scored ->
          learned(scored.lead(), lead -> lead.scored(scored.score(), scored.handRaisedAt()), cause);
      case ExceptionEvent _ -> {}
    }
  }

  private void ofRouting(RoutingEvent event, Cause cause) {
    switch (event) {
      case AssignmentAccepted accepted -> accepted(accepted, cause);
      case LeadAssigned _,
          LeadQueued _,
          LeadSuppressed _,
          RoutingFailed _,
          AssignmentDeclined _,
          AssignmentExpired _,
          AssignmentEnded _,
          ExceptionEvent _ -> {}
    }
  }

  private void learned(LeadSnapshot snapshot, UnaryOperator<StagedLead> news, Cause cause) {
    known(snapshot, cause)
        .ifPresent(known -> advance(news.apply(known.lead()), cause, known.moves()));
  }

  private void crmUpdated(CrmUpdated updated, Cause cause) {
    if (!(updated.changes().get("stage") instanceof String stage)) {
      learned(updated.lead(), UnaryOperator.identity(), cause);
      return;
    }
    String reason = updated.changes().get("reason") instanceof String text ? text : null;
    Ask ask = new Ask(stage, new Actor(Actor.Kind.CRM, updated.source()), reason);
    known(updated.lead(), cause).ifPresent(known -> crmAsked(known, ask, cause));
  }

  private void crmAsked(Known known, Ask ask, Cause cause) {
    StagedLead lead = known.lead();
    switch (ask(known, ask, cause)) {
      case Answer.ReasonNeeded(String refusal, _) ->
          told.refused(lead, ask, new Answer.Refused(refusal, List.of()), cause);
      // Nothing moves, but what was changed before that is outdated from now on.
      case Answer.AlreadyThere _ -> batch.put(lead.asked(cause.time()));
      case Answer.Moved _, Answer.Refused _ -> {}
    }
  }

  private Answer ask(Known known, Ask ask, Cause cause) {
    StagedLead lead = known.lead();
    Answer answer = machine.ask(lead, ask, cause.time());
    switch (answer) {
      case Answer.Moved(Move move) -> entered(move, cause, known.moves());
      case Answer.Refused refused -> told.refused(lead, ask, refused, cause);
      case Answer.AlreadyThere _, Answer.ReasonNeeded _ -> {}
    }
    return answer;
  }

  private void entered(Move move, Cause cause, int moves) {
    enter(move, cause, moves);
    if (move.after().raisedHandSinceEntering()) {
      advance(move.after(), cause, moves + 1);
    }
  }

  private void accepted(AssignmentAccepted accepted, Cause cause) {
    known(accepted.lead(), cause)
        .filter(known -> policy.routing().routeAt().contains(known.lead().stage()))
        .ifPresent(known -> takenOver(known, accepted.owner(), cause));
  }

  /// Nobody asked for a stage, so none is refused.
  private void takenOver(Known known, String owner, Cause cause) {
    machine
        .onAcceptance(known.lead(), new Actor(Actor.Kind.REP, owner), cause.time())
        .ifPresent(move -> enter(move, cause, known.moves()));
  }

  /// Who is found to be a person that was forgotten meanwhile is forgotten too.
  private void merged(LeadsMerged merged, Cause cause) {
    if (!merged.toldToAbsorbed()) {
      learned(merged.lead(), UnaryOperator.identity(), cause);
    } else if (batch.standing(merged.survivor()) instanceof Standing.Erased) {
      batch.erase(merged.absorbed());
    } else {
      known(merged.lead(), cause)
          .ifPresent(known -> batch.merge(known.lead(), merged.survivor(), cause.time()));
    }
  }

  /// A lead in the funnel as the cause found it.
  ///
  /// @param moves how many moves the cause has made already
  private record Known(StagedLead lead, int moves) {}

  /// The lead with what the snapshot says; one not known enters the funnel. Empty when the lead is
  /// ended or forgotten, so that nothing can happen to it any more.
  private Optional<Known> known(LeadSnapshot snapshot, Cause cause) {
    Standing standing = batch.standing(snapshot.id());
    if (standing == null) {
      Move first = machine.enter(snapshot, cause.time());
      enter(first, cause, 0);
      return Optional.of(new Known(first.after(), 1));
    }
    return switch (standing) {
      case StagedLead lead -> {
        StagedLead awake = isRested(lead, cause) ? rested(lead, cause) : lead;
        StagedLead informed = awake.knowing(snapshot);
        batch.put(informed);
        yield Optional.of(new Known(informed, 0));
      }
      case Standing.Merged _, Standing.Erased _ -> Optional.empty();
    };
  }

  private static boolean isRested(StagedLead lead, Cause cause) {
    Instant over = lead.restsUntil();
    return over != null && !over.isAfter(cause.time());
  }

  private StagedLead advance(StagedLead lead, Cause cause, int moves) {
    batch.put(lead);
    StagedLead now = lead;
    int ordinal = moves;
    for (Move move : machine.advance(lead, cause.time())) {
      enter(move, cause, ordinal++);
      now = move.after();
    }
    return now;
  }

  private void enter(Move move, Cause cause, int ordinal) {
    batch.move(move);
    told.entered(move, cause, ordinal);
  }
}
