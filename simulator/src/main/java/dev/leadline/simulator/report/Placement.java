package dev.leadline.simulator.report;

import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.RoutingFailed;
import org.jspecify.annotations.Nullable;

/// Where routing put a lead.
///
/// @param where the pool, the queue, or what else it is, such as `suppressed`
/// @param owner the rep's id; null when nobody owns the lead
/// @param rule what decided; null when no rule matched
record Placement(String where, @Nullable String owner, @Nullable String rule) {
  /// How a lead is that was never routed.
  static final String NOWHERE = "not routed";

  /// The placement that an event tells of.
  ///
  /// @throws IllegalArgumentException when it tells of none
  static Placement of(Event event) {
    return switch (event) {
      case LeadAssigned assigned ->
          new Placement(
              assigned.pool() == null ? "owner kept or named" : assigned.pool(),
              assigned.owner(),
              assigned.rule());
      case LeadQueued queued when queued.queue().startsWith("hold:") ->
          new Placement(
              "waiting for " + queued.queue().substring("hold:".length()), null, queued.rule());
      case LeadQueued queued -> new Placement("queue " + queued.queue(), null, queued.rule());
      case LeadSuppressed suppressed -> new Placement("suppressed", null, suppressed.rule());
      case RoutingFailed failed -> new Placement("no owner", null, failed.rule());
      default -> throw new IllegalArgumentException(event + " places no lead");
    };
  }
}
