package dev.leadline.events;

/// The owner took the lead.
public record AssignmentAccepted(LeadSnapshot lead, int assignment, String owner, Actor actor)
    implements RoutingEvent, AboutLead {}
