package dev.leadline.events;

/// Anything that Leadline says happened.
public sealed interface Event
    permits AboutLead,
        IntakeEvent,
        ScoringEvent,
        LifecycleEvent,
        RoutingEvent,
        SlaEvent,
        ExceptionEvent {

  /// The record key: the lead's id, or the subject of an exception that concerns no lead.
  String subject();
}
