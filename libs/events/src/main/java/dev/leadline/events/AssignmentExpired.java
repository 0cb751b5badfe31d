package dev.leadline.events;

import java.time.Instant;

/// The owner did not answer in time.
///
/// @param offeredAt when the lead was offered
/// @param acceptBy when the offer ended
public record AssignmentExpired(
    LeadSnapshot lead, int assignment, String owner, Instant offeredAt, Instant acceptBy)
    implements RoutingEvent, AboutLead {}
