package dev.leadline.sla.exception;

import dev.leadline.events.ExceptionReason;
import java.time.Instant;
import java.util.UUID;

/// Exceptions of one reason and service that were not resolved in time, and of which nobody was
/// told yet.
///
/// @param cases how many
/// @param oldest the id of that which was raised first
/// @param since when it was
/// @param nextStep what to do about it
public record Overdue(
    ExceptionReason reason,
    String service,
    long cases,
    UUID oldest,
    Instant since,
    String nextStep) {}
