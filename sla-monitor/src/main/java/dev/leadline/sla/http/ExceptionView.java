package dev.leadline.sla.http;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.sla.exception.Care;
import dev.leadline.sla.exception.ExceptionCase;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An exception with how its kind is cared for.
///
/// @param state `open`, `acknowledged` or `resolved`
/// @param severity `critical`, `warning` or `notice`
/// @param owner the team that sees to it
/// @param due by when it should have been seen to
/// @param overdue whether that is past and nobody has resolved it
/// @param assignedTo who is to see to it
/// @param count how often it was raised
public record ExceptionView(
    UUID id,
    ExceptionReason reason,
    String subject,
    String service,
    @Nullable LeadId lead,
    String state,
    String severity,
    String owner,
    Instant due,
    boolean overdue,
    String detail,
    String nextStep,
    String runbook,
    int count,
    Instant firstRaisedAt,
    Instant lastRaisedAt,
    @Nullable String assignedTo,
    @Nullable String handledBy,
    @Nullable Instant handledAt,
    @Nullable String note) {

  static ExceptionView of(ExceptionCase it, Instant now) {
    Care care = Care.of(it.reason());
    Instant due = it.firstRaisedAt().plus(care.within());
    return new ExceptionView(
        it.id(),
        it.reason(),
        it.subject(),
        it.service(),
        it.lead(),
        it.state().name().toLowerCase(Locale.ROOT),
        care.severity().name().toLowerCase(Locale.ROOT),
        care.owner(),
        due,
        it.state() != ExceptionCase.State.RESOLVED && due.isBefore(now),
        it.detail(),
        it.nextStep(),
        care.runbook(),
        it.count(),
        it.firstRaisedAt(),
        it.lastRaisedAt(),
        it.assignedTo(),
        it.handledBy(),
        it.handledAt(),
        it.note());
  }
}
