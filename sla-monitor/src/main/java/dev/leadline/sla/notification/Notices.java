package dev.leadline.sla.notification;

import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.DerivedIds;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.sla.ladder.RungWords;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns what a rung asks for into what somebody is told.
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
          notice(event, warned, policy, now, Severity.CRITICAL, whoever(action, PAGE, policy)));
    }
    return action.startsWith(NOTIFY)
        ? Optional.of(
            notice(event, warned, policy, now, Severity.WARNING, told(action, warned, policy)))
        : Optional.empty();
  }

  /// @param channel null when there is none by that name
  private record Addressee(String name, String recipient, @Nullable Channel channel, String gap) {}

  private static Addressee told(String action, ClockWarned warned, Policy policy) {
    return switch (action) {
      case NOTIFY + "owner" -> person(warned.clock().owner(), "owner", policy);
      case NOTIFY + "manager" -> person(managerOf(warned.clock(), policy), "manager", policy);
      default -> whoever(action, NOTIFY, policy);
    };
  }

  private static Addressee whoever(String action, String verb, Policy policy) {
    String name = action.substring(verb.length());
    return new Addressee(
        name, name, policy.sla().channels().get(name), "The policy has no channel '" + name + "'");
  }

  private static Addressee person(@Nullable String rep, String role, Policy policy) {
    String tell = policy.sla().tell();
    if (rep == null) {
      return new Addressee(role, role, null, "The lead has no " + role + " to tell");
    }
    return new Addressee(
        tell == null ? role : tell,
        rep,
        tell == null ? null : policy.sla().channels().get(tell),
        "The policy names no channel under 'tell'");
  }

  private static @Nullable String managerOf(Clock clock, Policy policy) {
    Rep owner = clock.owner() == null ? null : policy.routing().reps().get(clock.owner());
    return owner == null ? null : owner.manager();
  }

  private static Notice notice(
      UUID event,
      ClockWarned warned,
      Policy policy,
      Instant now,
      Severity severity,
      Addressee addressee) {
    Clock clock = warned.clock();
    Channel channel = addressee.channel();
    return new Notice(
        DerivedIds.derive(event, "notice", 0),
        addressee.name(),
        addressee.recipient(),
        Act.TRIGGER,
        severity,
        "leadline/" + clock.id() + "/" + warned.rung(),
        warned.lead().id(),
        clock.id(),
        clock.target(),
        warned.rung(),
        summary(warned),
        warned.at(),
        channel == null ? now : notBefore(channel, policy, now),
        repeat(warned, policy),
        channel == null ? addressee.gap() : null);
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

  /// Gathered first, then held until the hours in which the channel may be used.
  private static Instant notBefore(Channel channel, Policy policy, Instant now) {
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
