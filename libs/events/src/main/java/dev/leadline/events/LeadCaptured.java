package dev.leadline.events;

/// A person not known before made themselves known.
///
/// @param source the configured source that first told of the lead
/// @param channel GA4's default channel group
public record LeadCaptured(LeadSnapshot lead, String source, String channel)
    implements IntakeEvent, AboutLead {}
