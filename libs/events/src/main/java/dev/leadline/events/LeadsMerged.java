package dev.leadline.events;

/// Two leads were found to be one person. Said twice, once under the key of each, so that both keep
/// their order.
///
/// @param lead the one of the two that this event is keyed by: the survivor as it is now, or the
///   absorbed lead as it was
/// @param survivor the older of the two, which goes on
/// @param absorbed the younger, now an alias
/// @param matchedOn the kind of key they share, such as `email`
public record LeadsMerged(LeadSnapshot lead, LeadId survivor, LeadId absorbed, String matchedOn)
    implements IntakeEvent, AboutLead {

  /// Whether this copy tells the absorbed lead of its end.
  public boolean toldToAbsorbed() {
    return lead.id().equals(absorbed);
  }
}
