package dev.leadline.sla.timeline;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.AuditEvent;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockPaused;
import dev.leadline.events.ClockResumed;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.events.TurnEvent;

/// One line about an event for a person who does not know its type.
public final class Headline {
  private Headline() {}

  public static String of(Event event) {
    return switch (event) {
      case LeadCaptured it -> "Captured from %s (%s)".formatted(it.source(), it.channel());
      case LeadChanged it ->
          "%s told of %s".formatted(it.source(), String.join(", ", it.changes().keySet()));
      case LeadsMerged it when it.toldToAbsorbed() ->
          "Merged into lead %s: same %s".formatted(it.survivor(), it.matchedOn());
      case LeadsMerged it ->
          "Lead %s was merged into this one: same %s".formatted(it.absorbed(), it.matchedOn());
      case LeadErased _ -> "Forgotten on request";
      case ActivityRecorded it ->
          "%s (%s)".formatted(Words.spoken(it.activity().type()), it.activity().source());
      case CrmUpdated it ->
          "%s changed %s".formatted(it.source(), String.join(", ", it.changes().keySet()));
      case LeadScored it -> scored(it);
      case StageEntered it -> entered(it);
      case TransitionRefused it ->
          "Not moved to %s, asked by %s: %s"
              .formatted(it.requested(), by(it.actor()), it.refusal());
      case LeadAssigned it -> assigned(it);
      case LeadQueued it ->
          "Waits in %s%s".formatted(it.queue(), it.until() == null ? "" : " until " + it.until());
      case LeadSuppressed it -> "Not routed: suppressed by %s".formatted(it.rule());
      case RoutingFailed it -> "Routing failed (%s): %s".formatted(it.reason(), it.detail());
      case AssignmentAccepted it -> "%s accepted the lead".formatted(it.owner());
      case AssignmentDeclined it -> "%s declined the lead: %s".formatted(it.owner(), it.reason());
      case AssignmentExpired it ->
          "%s did not accept the lead by %s".formatted(it.owner(), it.acceptBy());
      case AssignmentEnded it -> ended(it);
      case ClockStarted it ->
          "Clock %s started: %s, due %s"
              .formatted(it.clock().target(), Words.length(it.clock().budget()), it.due());
      case ClockPaused it ->
          "Clock %s paused (%s) with %s used"
              .formatted(it.clock().target(), it.cause(), Words.length(it.used()));
      case ClockResumed it -> "Clock %s resumed, due %s".formatted(it.clock().target(), it.due());
      case ClockWarned it ->
          "%s of clock %s used: %s".formatted(it.rung(), it.clock().target(), it.action());
      case ClockBreached it ->
          "Clock %s breached: %s used up at %s"
              .formatted(it.clock().target(), Words.length(it.clock().budget()), it.due());
      case ClockMet it ->
          "Clock %s met %s, after %s"
              .formatted(
                  it.clock().target(), it.breached() ? "late" : "in time", Words.length(it.used()));
      case ClockCancelled it ->
          "Clock %s cancelled (%s)".formatted(it.clock().target(), it.cause());
      case ReassignmentRequested it ->
          "Another owner than %s asked for at %s of clock %s"
              .formatted(it.owner(), it.rung(), it.clock().target());
      case ExceptionRaised it -> "Needs a person (%s): %s".formatted(it.reason(), it.detail());
      case ExceptionResolved it -> "Resolved (%s): %s".formatted(it.reason(), it.note());
      case TurnEvent it -> "Turn of " + it.subject();
      case AuditEvent it -> "Chain %s at link %d".formatted(it.chain(), it.sequence());
    };
  }

  private static String ended(AssignmentEnded it) {
    String why =
        switch (it.end()) {
          case CLOSED -> "no work any more";
          case MERGED -> "merged into another";
          case ERASED -> "forgotten";
        };
    return "%s has the lead no more: %s%s"
        .formatted(
            it.owner(), why, it.paidBack() ? "; pool " + it.pool() + " got its turn back" : "");
  }

  private static String scored(LeadScored it) {
    return "Scored %d%s: fit %d, engagement %d, grade %s%s"
        .formatted(
            it.score().total(),
            it.previous() == null ? "" : ", was " + it.previous().total(),
            it.score().fit(),
            it.score().engagement(),
            it.score().grade(),
            it.score().qualified() ? ", qualified" : "");
  }

  private static String entered(StageEntered it) {
    return "Entered stage %s%s%s%s"
        .formatted(
            it.stage(),
            it.from() == null ? "" : " from " + it.from(),
            it.visit() == 1 ? "" : ", visit " + it.visit(),
            it.actor().kind() == Actor.Kind.SYSTEM ? "" : ", by " + by(it.actor()));
  }

  private static String assigned(LeadAssigned it) {
    return "Assigned to %s by %s%s"
        .formatted(it.owner(), it.rule(), it.pool() == null ? "" : " from pool " + it.pool());
  }

  private static String by(Actor actor) {
    return Words.of(actor);
  }
}
