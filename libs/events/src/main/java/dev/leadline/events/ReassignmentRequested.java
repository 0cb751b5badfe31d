package dev.leadline.events;

/// The service level asks routing for another owner.
///
/// @param owner who has the lead and did not act
/// @param rung the rung of the ladder that asks
public record ReassignmentRequested(LeadSnapshot lead, Clock clock, String owner, String rung)
    implements SlaEvent, AboutLead {}
