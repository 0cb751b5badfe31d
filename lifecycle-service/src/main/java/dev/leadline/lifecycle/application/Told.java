package dev.leadline.lifecycle.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.events.Reason;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.lifecycle.stage.Answer;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.Move;
import dev.leadline.lifecycle.stage.StagedLead;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What a transaction has to tell: events to those who follow, decisions to the audit trail.
public final class Told {
  private final List<Envelope<? extends LifecycleEvent>> events = new ArrayList<>();
  private final List<Supplier<DecisionRecord>> decisions = new ArrayList<>();

  /// In the order in which they were decided.
  public List<Envelope<? extends LifecycleEvent>> events() {
    return events;
  }

  /// What the audit trail is to hold; the digests of their inputs are worked out now.
  List<DecisionRecord> decisions() {
    return decisions.stream().map(Supplier::get).toList();
  }

  /// A lead entered a stage.
  ///
  /// @param ordinal counts the moves of the cause, from 0
  void entered(Move move, Cause cause, int ordinal) {
    StagedLead lead = move.after();
    StageEntered event =
        new StageEntered(
            lead.lead(),
            lead.stage(),
            move.from(),
            lead.visit(),
            move.actor(),
            move.reason(),
            lead.score(),
            move.because());
    Envelope<StageEntered> envelope = cause.effect(event, ordinal);
    events.add(envelope);
    decisions.add(() -> decision(envelope, lead, move.actor(), "entered " + lead.stage()));
  }

  /// A CRM or a person asked for a stage and may not have it.
  void refused(StagedLead lead, Ask ask, Answer.Refused refused, Cause cause) {
    TransitionRefused event =
        new TransitionRefused(
            lead.lead(), lead.stage(), ask.to(), ask.actor(), refused.refusal(), refused.because());
    Envelope<TransitionRefused> envelope = cause.effect(event, 0);
    events.add(envelope);
    events.add(cause.effect(exception(lead, ask, refused), 0));
    decisions.add(() -> decision(envelope, lead, ask.actor(), "refused " + ask.to()));
  }

  private static ExceptionRaised exception(StagedLead lead, Ask ask, Answer.Refused refused) {
    return new ExceptionRaised(
        ExceptionReason.ILLEGAL_TRANSITION,
        lead.id().toString(),
        Cause.SERVICE,
        lead.id(),
        "%s '%s' asked for stage '%s': %s"
            .formatted(ask.actor().kind(), ask.actor().name(), ask.to(), refused.refusal()),
        nextStep(ask, refused).formatted(lead.stage()));
  }

  private static String nextStep(Ask ask, Answer.Refused refused) {
    if (refused.isOutdated()) {
      return "Nothing, if '%s' is right; otherwise set the stage in the CRM once more";
    }
    return ask.actor().kind() == Actor.Kind.CRM
        ? "Set the stage in the CRM back to '%s', or allow the transition in the policy"
        : "Ask for a stage that can be reached from '%s'";
  }

  private static DecisionRecord decision(
      Envelope<? extends LifecycleEvent> envelope, StagedLead lead, Actor actor, String outcome) {
    return new DecisionRecord(
        DerivedIds.derive(envelope.id(), "decision", 0),
        lead.id(),
        Cause.SERVICE,
        envelope.time(),
        envelope.recordedAt(),
        envelope.policyVersion(),
        envelope.causationId(),
        envelope.correlationId(),
        actor,
        outcome,
        because(envelope.event()),
        InputDigest.of(
            lead.lead(),
            lead.stage(),
            lead.visits(),
            lead.score(),
            lead.handRaisedAt(),
            lead.askedAt()));
  }

  private static List<Reason> because(LifecycleEvent event) {
    return switch (event) {
      case StageEntered entered -> entered.because();
      case TransitionRefused refused -> refused.because();
      case ExceptionEvent _ -> List.of();
    };
  }
}
