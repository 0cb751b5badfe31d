package dev.leadline.routing.assignment;

import dev.leadline.events.Reason;
import dev.leadline.policy.Facts;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.routing.suppression.Suppressions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the rules say of a lead, whoever is there: worked out before the pools are locked, so that
/// only those are locked that the lead can reach.
///
/// @param suppression whether the lead may be routed at all
/// @param rule the first rule that matches; null when none does
/// @param rules the rules considered, in order
/// @param pools every pool that the lead can reach from there
/// @param reps every rep that the lead can be sent to by name from there
public record Plan(
    Suppressions.Result suppression,
    @Nullable Rule rule,
    List<Reason> rules,
    Set<String> pools,
    Set<String> reps) {
  public Plan {
    rules = List.copyOf(rules);
    pools = Set.copyOf(pools);
    reps = Set.copyOf(reps);
  }

  static Plan of(RoutingPolicy policy, RuleList rules, LeadRouting lead, Instant now) {
    Facts facts = lead.facts();
    Suppressions.Result suppression =
        Suppressions.check(policy.suppress(), facts, lead.lapsed(), now);
    List<Reason> considered = new ArrayList<>();
    Rule matched = suppression.by() == null ? rules.firstMatch(facts, considered) : null;
    Set<String> pools = new TreeSet<>();
    Set<String> reps = new TreeSet<>();
    if (matched != null) {
      reach(policy, matched.to(), pools, reps);
    }
    return new Plan(suppression, matched, considered, pools, reps);
  }

  private static void reach(
      RoutingPolicy policy, Destination to, Set<String> pools, Set<String> reps) {
    switch (to) {
      case Destination.ToPool(String id) -> {
        Pool pool = policy.pools().get(id);
        if (pools.add(id) && pool != null) {
          reach(policy, pool.nobody().then(), pools, reps);
        }
      }
      case Destination.ToRep(String rep) -> reps.add(rep);
      case Destination.ToQueue _ -> {}
    }
  }
}
