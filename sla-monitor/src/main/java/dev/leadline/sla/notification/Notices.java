package dev.leadline.sla.notification;

import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.DerivedIds;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.sla.exception.Care;
import dev.leadline.sla.exception.Overdue;
import dev.leadline.sla.ladder.RungWords;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns what a rung asks for, and what waits too long in the queue, into what somebody is told.
public final class Notices {
  private static final String NOTIFY = "notify:";
  private static final String PAGE = "page:";

  private Notices() {}

  /// What a warning has somebody be told; empty when it asks for something else.
  ///
  /// @param event the id of the warning
  public static Optional<Notice> of(UUID event, ClockWarned warned, Policy policy, Instant now) {
    String action = warned.action();
    if (action.startsWith(PAGE)) {
      return Optional.of(
          notice(
              event,
              warned,
              policy,
              now,
              Severity.CRITICAL,
              Addressee.channel(action.substring(PAGE.length()), policy)));
    }
    return action.startsWith(NOTIFY)
        ? Optional.of(
            notice(event, warned, policy, now, Severity.WARNING, told(action, warned, policy)))
        : Optional.empty();
  }

  private static Addressee told(String action, ClockWarned warned, Policy policy) {
    return switch (action) {
      case NOTIFY + "owner" -> Addressee.owner(warned.clock(), policy);
      case NOTIFY + "manager" -> Addressee.manager(warned.clock(), policy);
      default -> Addressee.channel(action.substring(NOTIFY.length()), policy);
    };
  }

  private static Notice notice(
      UUID event,
      ClockWarned warned,
      Policy policy,
      Instant now,
      Severity severity,
      Addressee addressee) {
    Clock clock = warned.clock();
    return new Notice(
        DerivedIds.derive(event, "notice", 0),
        addressee.name(),
        addressee.recipient(),
        Act.TRIGGER,
        severity,
        "leadline/" + clock.id() + "/" + warned.rung(),
        new Subject.OfClock(warned.lead().id(), clock.id(), clock.target(), warned.rung()),
        summary(warned),
        warned.at(),
        notBefore(addressee.channel(), policy, now),
        repeat(warned, policy),
        addressee.obstacle());
  }

  private static String summary(ClockWarned warned) {
    Clock clock = warned.clock();
    return "%s of '%s' (%s) used by lead %s%s"
        .formatted(
            warned.rung().startsWith("+")
                ? "The budget and " + warned.rung().substring(1)
                : warned.rung(),
            clock.target(),
            clock.budget(),
            warned.lead().id(),
            clock.owner() == null ? ", which nobody owns" : ", owner " + clock.owner());
  }

  /// What the team that cares for exceptions is told of those that it has not seen to in time.
  public static Notice of(Overdue overdue, Policy policy, Instant now) {
    Care care = Care.of(overdue.reason());
    Addressee addressee = Addressee.team(care.owner(), policy);
    return new Notice(
        DerivedIds.derive(overdue.oldest(), "overdue", 0),
        addressee.name(),
        addressee.recipient(),
        Act.TRIGGER,
        severity(care),
        "leadline/exceptions/%s/%s/%s"
            .formatted(overdue.reason(), overdue.service(), overdue.oldest()),
        new Subject.OfExceptions(overdue.reason(), overdue.service()),
        summary(overdue, care),
        now,
        notBefore(addressee.channel(), policy, now),
        null,
        addressee.obstacle());
  }

  private static String summary(Overdue overdue, Care care) {
    return "%d %s of %s not resolved within %s, the oldest raised at %s. Next: %s (%s)"
        .formatted(
            overdue.cases(),
            overdue.reason(),
            overdue.service(),
            care.within(),
            overdue.since(),
            overdue.nextStep(),
            care.runbook());
  }

  private static Severity severity(Care care) {
    return switch (care.severity()) {
      case CRITICAL -> Severity.CRITICAL;
      case WARNING -> Severity.WARNING;
      case NOTICE -> Severity.INFO;
    };
  }

  /// Gathered first, then held until the hours in which the channel may be used.
  ///
  /// @param channel null when it is not sent at all
  private static Instant notBefore(@Nullable Channel channel, Policy policy, Instant now) {
    if (channel == null) {
      return now;
    }
    Instant gathered = now.plus(channel.group());
    return channel.hours() == null
        ? gathered
        : policy.calendar(channel.hours()).nextOpening(gathered);
  }

  private static @Nullable Repeat repeat(ClockWarned warned, Policy policy) {
    return policy.sla().targets().stream()
        .filter(target -> target.id().equals(warned.clock().target()))
        .flatMap(target -> target.ladder().stream())
        .filter(rung -> rung.name().equals(warned.rung()))
        .filter(rung -> RungWords.name(rung.action()).equals(warned.action()))
        .flatMap(rung -> Stream.ofNullable(rung.repeat()))
        .findFirst()
        .orElse(null);
  }
}
