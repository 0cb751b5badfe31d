package dev.leadline.sla.http;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Notifications.State;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import dev.leadline.sla.notification.Notice.Subject.OfExceptions;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody is told, with what became of it.
///
/// @param act `trigger`, or `resolve` when it says that what was told before is over
/// @param lead null, as are `clock`, `target` and `rung`, unless it is about a rung of a clock
/// @param reason of overdue exceptions, raised by `service`; null for a clock
/// @param at when that was reached which it tells of
/// @param state `waiting`, `sent`, `failed`, which is given up, `dropped`, since it was over
///   before, or `nobody`, since the person who was to be told does not exist, or did not yet
/// @param why there was nobody; null for the other states
/// @param attempts that failed, since it was last sent
/// @param nextAt when it is sent, or said again
/// @param lastError what the last attempt met
public record NotificationView(
    UUID id,
    String channel,
    String recipient,
    String act,
    String severity,
    @Nullable LeadId lead,
    @Nullable UUID clock,
    @Nullable String target,
    @Nullable String rung,
    @Nullable ExceptionReason reason,
    @Nullable String service,
    String summary,
    Instant at,
    String state,
    @Nullable String why,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant sentAt,
    @Nullable String lastError,
    int repeatsLeft,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt) {

  static NotificationView of(Kept kept) {
    Notice notice = kept.notice();
    OfClock clock = notice.subject() instanceof OfClock it ? it : null;
    OfExceptions cases = notice.subject() instanceof OfExceptions it ? it : null;
    boolean nobody = kept.state() == State.NOBODY;
    return new NotificationView(
        notice.id(),
        notice.channel(),
        notice.recipient(),
        word(notice.act()),
        word(notice.severity()),
        clock == null ? null : clock.lead(),
        clock == null ? null : clock.clock(),
        clock == null ? null : clock.target(),
        clock == null ? null : clock.rung(),
        cases == null ? null : cases.reason(),
        cases == null ? null : cases.service(),
        notice.summary(),
        notice.at(),
        word(kept.state()),
        nobody ? kept.lastError() : null,
        kept.attempts(),
        kept.nextAt(),
        kept.sentAt(),
        nobody ? null : kept.lastError(),
        kept.repeatsLeft(),
        kept.acknowledgedBy(),
        kept.acknowledgedAt());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
