package dev.leadline.lifecycle.stage;

import dev.leadline.events.Actor;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stages that a lead does not enter by itself while it rests after being recycled, whatever
/// the guards ask for.
///
/// They are those in which it would count as qualified again: where leads are routed, and from the
/// first such stage on every stage from which the funnel goes on. And they are those from which it
/// would go on there by itself, so that no detour ends a rest. An end of the funnel, such as
/// `customer` or `disqualified`, is none of them.
final class CoolDown {
  private final LifecyclePolicy policy;
  private final Set<String> routeAt;
  private @Nullable Set<String> closed;

  CoolDown(Policy policy) {
    this.policy = policy.lifecycle();
    this.routeAt = policy.routing().routeAt();
  }

  /// The stages that are closed to a lead at an instant; none when it does not rest, or asked to be
  /// contacted since it does.
  Set<String> closedTo(StagedLead lead, Instant at) {
    Instant until = lead.restsUntil();
    return until == null || !at.isBefore(until) || lead.raisedHandSinceEntering()
        ? Set.of()
        : closed();
  }

  /// Worked out when the first lead rests.
  private Set<String> closed() {
    if (closed == null) {
      closed = withWaysThere(qualified());
    }
    return closed;
  }

  private Set<String> qualified() {
    List<String> order = policy.stages();
    int first = routeAt.stream().mapToInt(order::indexOf).min().orElse(order.size());
    Set<String> qualified = new HashSet<>(routeAt);
    order.stream().skip(first).filter(policy::goesOn).forEach(qualified::add);
    return qualified;
  }

  private Set<String> withWaysThere(Set<String> stages) {
    Set<String> reaching = new HashSet<>(stages);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Transition move : policy.transitions()) {
        if (move.actors().contains(Actor.Kind.SYSTEM) && reaching.contains(move.to())) {
          grew |= reaching.addAll(move.from());
        }
      }
    }
    return reaching;
  }
}
