package dev.leadline.events;

/// What the intake service says, on `leadline.intake.v1`.
public sealed interface IntakeEvent extends Event
    permits LeadCaptured,
        LeadChanged,
        LeadsMerged,
        LeadErased,
        ActivityRecorded,
        CrmUpdated,
        ExceptionEvent {}
