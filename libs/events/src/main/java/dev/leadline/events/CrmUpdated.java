package dev.leadline.events;

import java.util.Map;

/// A CRM says that its own record of the lead changed in a way that asks for a decision, such as
/// its lifecycle stage.
///
/// @param source the configured CRM source
/// @param changes the CRM's fields by Leadline's names: `stage`, `owner`; values as in
///   [LeadSnapshot]
public record CrmUpdated(LeadSnapshot lead, String source, Map<String, Object> changes)
    implements IntakeEvent, AboutLead {
  public CrmUpdated {
    changes = LeadSnapshot.FieldValues.copyOf(changes);
  }
}
