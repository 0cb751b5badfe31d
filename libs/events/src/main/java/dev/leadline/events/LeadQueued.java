package dev.leadline.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nobody is available, and the policy says to wait.
///
/// @param queue the queue's name, or `hold:` and the pool that is waited for
/// @param rule the routing rule that chose the pool
/// @param until when the wait ends; null when a person empties the queue
/// @param because the rules considered, in order
/// @param candidates the members considered
public record LeadQueued(
    LeadSnapshot lead,
    String queue,
    String rule,
    @Nullable Instant until,
    List<Reason> because,
    List<Candidate> candidates)
    implements RoutingEvent, AboutLead {
  public LeadQueued {
    because = List.copyOf(because);
    candidates = List.copyOf(candidates);
  }
}
