package dev.leadline.events;

/// What the routing service says, on `leadline.routing.v1`.
public sealed interface RoutingEvent extends Event
    permits LeadAssigned,
        LeadQueued,
        LeadSuppressed,
        RoutingFailed,
        AssignmentAccepted,
        AssignmentDeclined,
        AssignmentExpired,
        AssignmentEnded,
        ExceptionEvent {}
