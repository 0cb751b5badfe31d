package dev.leadline.sla.exception;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An exception in the queue. At most one that is not resolved exists for a (reason, subject).
///
/// @param service who raised it
/// @param lead the lead it concerns; null when it concerns none
/// @param detail as it was last raised
/// @param count how often it was raised
/// @param assignedTo who is to see to it; null when nobody is named
/// @param handledBy who acknowledged or resolved it; null when nobody has
/// @param handledAt when; null when nobody has
/// @param note how it was resolved; null while it is not
public record ExceptionCase(
    UUID id,
    ExceptionReason reason,
    String subject,
    String service,
    @Nullable LeadId lead,
    String detail,
    String nextStep,
    State state,
    int count,
    Instant firstRaisedAt,
    Instant lastRaisedAt,
    @Nullable String assignedTo,
    @Nullable String handledBy,
    @Nullable Instant handledAt,
    @Nullable String note) {

  public enum State {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED
  }
}
