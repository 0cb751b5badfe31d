package dev.leadline.events;

/// A lead did something, or a rep did something with the lead.
public record ActivityRecorded(LeadSnapshot lead, Activity activity)
    implements IntakeEvent, AboutLead {}
