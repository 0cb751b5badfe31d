package dev.leadline.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead is not to be routed.
///
/// @param rule the suppression rule
/// @param because the rules considered, in order
/// @param reason why the policy has that rule, in its words; null when it does not say
/// @param until when the suppression ends and the lead is routed; null when it does not end
public record LeadSuppressed(
    LeadSnapshot lead,
    String rule,
    List<Reason> because,
    @Nullable String reason,
    @Nullable Instant until)
    implements RoutingEvent, AboutLead {
  public LeadSuppressed {
    because = List.copyOf(because);
  }

  /// A suppression without end.
  public LeadSuppressed(LeadSnapshot lead, String rule, List<Reason> because) {
    this(lead, rule, because, null, null);
  }
}
