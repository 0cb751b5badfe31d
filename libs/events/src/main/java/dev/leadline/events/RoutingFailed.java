package dev.leadline.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead that ought to have an owner has none; an exception with the same reason is raised beside
/// it.
///
/// @param reason why
/// @param rule the routing rule that matched; null when none did
/// @param pool the pool that had nobody; null when none was reached
/// @param detail in words
/// @param because the rules considered, in order
/// @param candidates the members considered
public record RoutingFailed(
    LeadSnapshot lead,
    ExceptionReason reason,
    @Nullable String rule,
    @Nullable String pool,
    String detail,
    List<Reason> because,
    List<Candidate> candidates)
    implements RoutingEvent, AboutLead {
  public RoutingFailed {
    because = List.copyOf(because);
    candidates = List.copyOf(candidates);
  }
}
