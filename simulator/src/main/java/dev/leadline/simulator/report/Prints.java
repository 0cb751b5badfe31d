package dev.leadline.simulator.report;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockPaused;
import dev.leadline.events.ClockResumed;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a decision comes to, as a number: two that come to the same have the same one. How it is
/// explained and by which version it was made does not count.
final class Prints {
  /// Raised by what is no decision of a policy.
  private static final Set<ExceptionReason> NOT_DECIDED =
      EnumSet.of(
          ExceptionReason.STUCK,
          ExceptionReason.POISON_EVENT,
          ExceptionReason.POLICY_ERROR,
          ExceptionReason.QUARANTINED,
          ExceptionReason.DUPLICATE_SUSPECTED,
          ExceptionReason.CRM_WRITE_FAILED);

  private Prints() {}

  /// The print; 0 for what is no decision.
  static long of(Envelope<?> said) {
    return switch (said.event()) {
      case LeadScored e -> mix(said, e.score(), e.previous(), e.handRaisedAt(), e.lead().version());
      case StageEntered e ->
          mix(
              said,
              e.stage(),
              e.from(),
              e.visit(),
              e.actor(),
              e.reason(),
              e.score(),
              e.lead().version());
      case TransitionRefused e -> mix(said, e.stage(), e.requested(), e.actor(), e.refusal());
      case LeadAssigned e ->
          mix(
              said,
              e.assignment(),
              e.owner(),
              e.pool(),
              e.rule(),
              e.segment(),
              e.acceptBy(),
              e.ownerCalendar(),
              e.lead().version());
      case LeadQueued e -> mix(said, e.queue(), e.rule(), e.until(), e.lead().version());
      case LeadSuppressed e -> mix(said, e.rule(), e.reason(), e.until(), e.lead().version());
      case RoutingFailed e -> mix(said, e.reason(), e.rule(), e.pool(), e.detail());
      case AssignmentAccepted e -> mix(said, e.assignment(), e.owner(), e.actor());
      case AssignmentDeclined e -> mix(said, e.assignment(), e.owner(), e.reason());
      case AssignmentExpired e -> mix(said, e.assignment(), e.owner(), e.acceptBy());
      case AssignmentEnded e -> mix(said, e.assignment(), e.owner(), e.end(), e.paidBack());
      case ClockStarted e -> mix(said, clock(e.clock()), e.startedAt());
      case ClockPaused e -> mix(said, clock(e.clock()), e.used(), e.cause());
      case ClockResumed e -> mix(said, clock(e.clock()));
      case ClockWarned e -> mix(said, clock(e.clock()), e.rung(), e.action());
      case ClockBreached e -> mix(said, clock(e.clock()), e.due());
      case ClockMet e -> mix(said, clock(e.clock()), e.metAt(), e.used(), e.breached());
      case ClockCancelled e -> mix(said, clock(e.clock()), e.used(), e.cause());
      case ReassignmentRequested e -> mix(said, clock(e.clock()), e.owner(), e.rung());
      case ExceptionRaised e when !NOT_DECIDED.contains(e.reason()) ->
          mix(said, e.reason(), e.service(), e.detail());
      case ExceptionResolved e when !NOT_DECIDED.contains(e.reason()) ->
          mix(said, e.reason(), e.service(), e.note());
      default -> 0;
    };
  }

  /// Without the owner and the calendar: which of two topics the monitor hears first decides
  /// whether the first word of a clock names them.
  private static long clock(Clock clock) {
    return mixed(clock.id(), clock.target(), clock.visit(), clock.segment(), clock.budget());
  }

  private static long mix(Envelope<?> said, @Nullable Object... parts) {
    long print = mixed(parts);
    Instant time = said.time();
    print = print * 31 + said.event().getClass().getSimpleName().hashCode();
    print = print * 31 + time.hashCode();
    return print == 0 ? 1 : print;
  }

  private static long mixed(@Nullable Object... parts) {
    long print = 17;
    for (Object part : parts) {
      int one = part instanceof Enum<?> named ? named.name().hashCode() : hash(part);
      print = (print ^ one) * 0xBF58476D1CE4E5B9L;
      print ^= print >>> 29;
    }
    return print;
  }

  private static int hash(@Nullable Object part) {
    return switch (part) {
      case null -> 0;
      case dev.leadline.events.Actor actor ->
          actor.kind().name().hashCode() * 31 + actor.name().hashCode();
      default -> part.hashCode();
    };
  }
}
