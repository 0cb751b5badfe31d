package dev.leadline.sla.http;

import dev.leadline.events.LeadId;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.notification.Notice;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody is told, with what became of it.
///
/// @param state `waiting`, `sent`, `failed`, which is given up, or `dropped`, since the clock
///   closed before
/// @param act `trigger`, `acknowledge` or `resolve`
/// @param at when the rung was reached
/// @param attempts that failed, since it was last sent
/// @param nextAt when it is sent, or said again
/// @param lastError what the last attempt met
public record NotificationView(
    UUID id,
    String channel,
    String recipient,
    String act,
    String severity,
    LeadId lead,
    UUID clock,
    String target,
    String rung,
    String summary,
    Instant at,
    String state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant sentAt,
    @Nullable String lastError,
    int repeatsLeft,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt) {

  static NotificationView of(Kept kept) {
    Notice notice = kept.notice();
    return new NotificationView(
        notice.id(),
        notice.channel(),
        notice.recipient(),
        word(notice.act()),
        word(notice.severity()),
        notice.lead(),
        notice.clock(),
        notice.target(),
        notice.rung(),
        notice.summary(),
        notice.at(),
        word(kept.state()),
        kept.attempts(),
        kept.nextAt(),
        kept.sentAt(),
        kept.lastError(),
        kept.repeatsLeft(),
        kept.acknowledgedBy(),
        kept.acknowledgedAt());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
