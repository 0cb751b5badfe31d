package dev.leadline.events;

/// An event that concerns one lead and carries it as it was known.
public sealed interface AboutLead extends Event
    permits LeadCaptured,
        LeadChanged,
        LeadsMerged,
        ActivityRecorded,
        CrmUpdated,
        LeadScored,
        StageEntered,
        TransitionRefused,
        LeadAssigned,
        LeadQueued,
        LeadSuppressed,
        RoutingFailed,
        AssignmentAccepted,
        AssignmentDeclined,
        AssignmentExpired,
        ClockStarted,
        ClockPaused,
        ClockResumed,
        ClockWarned,
        ClockBreached,
        ClockMet,
        ClockCancelled,
        ReassignmentRequested {

  LeadSnapshot lead();

  @Override
  default String subject() {
    return lead().id().toString();
  }
}
