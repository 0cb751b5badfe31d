package dev.leadline.events;

/// The owner gave the lead back.
///
/// @param reason why, in the owner's words
public record AssignmentDeclined(
    LeadSnapshot lead, int assignment, String owner, Actor actor, String reason)
    implements RoutingEvent, AboutLead {}
