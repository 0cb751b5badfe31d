package dev.leadline.events;

import java.util.List;

/// A lead is not to be routed.
///
/// @param rule the suppression rule
/// @param because the rules considered, in order
public record LeadSuppressed(LeadSnapshot lead, String rule, List<Reason> because)
    implements RoutingEvent, AboutLead {
  public LeadSuppressed {
    because = List.copyOf(because);
  }
}
