package dev.leadline.events;

import org.jspecify.annotations.Nullable;

/// Something needs a person.
///
/// @param subject the lead's id, or what else it concerns, such as a quarantined delivery; one
///   exception is open per (reason, subject)
/// @param service who raised it
/// @param lead the lead it concerns; null when it concerns none
/// @param detail what was attempted and what was found instead, without personal data
/// @param nextStep what the person should do
public record ExceptionRaised(
    ExceptionReason reason,
    String subject,
    String service,
    @Nullable LeadId lead,
    String detail,
    String nextStep)
    implements ExceptionEvent {}
