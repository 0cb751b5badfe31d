package dev.leadline.events;

/// What the SLA monitor says, on `leadline.sla.v1`.
public sealed interface SlaEvent extends Event
    permits ClockStarted,
        ClockPaused,
        ClockResumed,
        ClockWarned,
        ClockBreached,
        ClockMet,
        ClockCancelled,
        ReassignmentRequested,
        ExceptionEvent {}
