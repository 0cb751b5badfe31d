package dev.leadline.events;

/// What every service may say on its own topic when something needs a person, and when it no longer
/// does.
public sealed interface ExceptionEvent
    extends Event, IntakeEvent, ScoringEvent, LifecycleEvent, RoutingEvent, SlaEvent
    permits ExceptionRaised, ExceptionResolved {

  ExceptionReason reason();
}
