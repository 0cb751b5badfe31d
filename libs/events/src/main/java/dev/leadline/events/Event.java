package dev.leadline.events;

/// Anything that Leadline says happened.
public sealed interface Event
    permits AboutLead,
        IntakeEvent,
        ScoringEvent,
        LifecycleEvent,
        RoutingEvent,
        SlaEvent,
        AuditEvent,
        TurnEvent,
        ExceptionEvent {

  /// The record key: the lead's id, or the subject of what concerns no lead.
  String subject();
}
