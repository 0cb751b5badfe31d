package dev.leadline.routing.explanation;

import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Ownership;
import dev.leadline.routing.assignment.Standing;
import dev.leadline.routing.roster.Roster;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where somebody thinks that a lead ought to be.
public sealed interface Target {
  record ToRep(String rep) implements Target {}

  record ToPool(String pool) implements Target {}

  /// Such as `rep 'ana'`.
  default String label() {
    return switch (this) {
      case ToRep(String rep) -> "rep '" + rep + "'";
      case ToPool(String pool) -> "pool '" + pool + "'";
    };
  }

  /// Whether the lead is there: owned by the rep, or given by the pool or waiting for it.
  default boolean reached(LeadRouting lead) {
    return switch (this) {
      case ToRep(String rep) -> lead.owner().filter(rep::equals).isPresent();
      case ToPool(String pool) ->
          lead.standing() instanceof Standing.Held held
              ? held.pool().equals(pool)
              : lead.owner().isPresent()
                  && Optional.ofNullable(lead.ownership())
                      .map(Ownership::pool)
                      .filter(pool::equals)
                      .isPresent();
    };
  }

  /// The pools through which the lead would get there.
  default List<String> pools(Roster roster) {
    return switch (this) {
      case ToRep(String rep) -> List.copyOf(roster.membershipsOf(rep).keySet());
      case ToPool(String pool) -> List.of(pool);
    };
  }

  /// The rules by which the lead can get there, in order: straight, or from a pool that hands it on
  /// when nobody is there.
  default List<Rule> rules(RoutingPolicy policy, Roster roster) {
    List<String> pools = pools(roster);
    return policy.rules().stream()
        .filter(rule -> leads(roster, rule.to(), pools, new HashSet<>()))
        .toList();
  }

  private boolean leads(Roster roster, Destination to, List<String> pools, Set<String> passed) {
    return switch (to) {
      case Destination.ToPool(String id) ->
          pools.contains(id)
              || (passed.add(id)
                  && roster
                      .pool(id)
                      .filter(pool -> leads(roster, pool.nobody().then(), pools, passed))
                      .isPresent());
      case Destination.ToRep(String rep) -> equals(new ToRep(rep));
      case Destination.ToQueue _ -> false;
    };
  }
}
