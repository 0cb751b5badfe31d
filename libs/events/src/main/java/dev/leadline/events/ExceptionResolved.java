package dev.leadline.events;

import org.jspecify.annotations.Nullable;

/// What had needed a person no longer does.
///
/// @param subject as in [ExceptionRaised]
/// @param service who says so
/// @param lead the lead it concerned; null when it concerned none
/// @param note how it was resolved
public record ExceptionResolved(
    ExceptionReason reason, String subject, String service, @Nullable LeadId lead, String note)
    implements ExceptionEvent {}
