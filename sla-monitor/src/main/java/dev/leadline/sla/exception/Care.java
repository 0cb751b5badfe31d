package dev.leadline.sla.exception;

import dev.leadline.events.ExceptionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How exceptions of a reason are cared for.
///
/// @param severity how bad it is to leave one
/// @param owner the team that sees to it
/// @param within how soon, from when it was first raised
/// @param runbook where to read what to do
public record Care(Severity severity, String owner, Duration within, String runbook) {
  public enum Severity {
    CRITICAL,
    WARNING,
    NOTICE
  }

  public static Care of(ExceptionReason reason) {
    return switch (reason) {
      case NO_RULE_MATCHED, NO_CANDIDATE, POOL_EMPTY, OWNER_INACTIVE ->
          care(reason, Severity.CRITICAL, "sales-ops", Duration.ofMinutes(30));
      case CLOCK_WITHOUT_OWNER ->
          care(reason, Severity.CRITICAL, "sales-ops", Duration.ofMinutes(15));
      case POISON_EVENT, POLICY_ERROR ->
          care(reason, Severity.CRITICAL, "on-call", Duration.ofHours(1));
      case CRM_WRITE_FAILED -> care(reason, Severity.WARNING, "on-call", Duration.ofHours(4));
      case ILLEGAL_TRANSITION, STUCK ->
          care(reason, Severity.WARNING, "sales-ops", Duration.ofHours(8));
      case QUARANTINED, MISSING_FIELD ->
          care(reason, Severity.WARNING, "marketing-ops", Duration.ofHours(8));
      case DUPLICATE_SUSPECTED ->
          care(reason, Severity.NOTICE, "marketing-ops", Duration.ofDays(3));
    };
  }

  /// By reason, when what is overdue at an instant was first raised at the latest.
  public static Map<ExceptionReason, Instant> overdue(Instant now) {
    Map<ExceptionReason, Instant> before = new EnumMap<>(ExceptionReason.class);
    for (ExceptionReason reason : ExceptionReason.values()) {
      before.put(reason, now.minus(of(reason).within()));
    }
    return before;
  }

  private static Care care(
      ExceptionReason reason, Severity severity, String owner, Duration within) {
    String anchor = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Care(severity, owner, within, "docs/operations.md#" + anchor);
  }
}
