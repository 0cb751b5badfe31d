package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Pool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where pools hand leads on to when nobody is there.
public final class HandingOn {
  private HandingOn() {}

  /// What would be wrong about the way from or to a pool that is changed, in words; empty when
  /// nothing is. A lead must not be handed to a pool that is not there, nor round in a circle.
  ///
  /// @param after the pools as the change would leave them
  public static Optional<String> objection(Roster after, String changed) {
    return after.pool(changed).isPresent()
        ? circle(after, changed).or(() -> missing(after, changed))
        : orphans(after, changed);
  }

  /// What of a policy leads to a pool, such as `rule 'enterprise', pool 'overflow' lead to it`.
  public static String ways(RoutingPolicy policy, String pool) {
    Destination there = new Destination.ToPool(pool);
    List<String> ways =
        Stream.concat(
                policy.rules().stream()
                    .filter(rule -> rule.to().equals(there))
                    .map(rule -> "rule '" + rule.id() + "'"),
                policy.pools().values().stream()
                    .filter(other -> other.nobody().then().equals(there))
                    .map(other -> "pool '" + other.id() + "'"))
            .toList();
    return (ways.isEmpty() ? "nothing" : String.join(", ", ways))
        + (ways.size() > 1 ? " lead to it" : " leads to it");
  }

  private static Optional<String> circle(Roster roster, String start) {
    Set<String> passed = new LinkedHashSet<>();
    Optional<String> next = Optional.of(start);
    while (next.isPresent() && passed.add(next.get())) {
      next = next.flatMap(roster::pool).flatMap(HandingOn::onward);
    }
    return next.filter(start::equals)
        .map(_ ->
            "when nobody is there, leads would go round from %s back to '%s'; have one of them hand on elsewhere"
                .formatted(quoted(List.copyOf(passed)), start));
  }

  private static Optional<String> missing(Roster roster, String changed) {
    return roster
        .pool(changed)
        .flatMap(HandingOn::onward)
        .filter(next -> roster.pool(next).isEmpty())
        .map(next ->
            "when nobody is there, it hands leads on to pool '%s', which is not known; make that first or name another"
                .formatted(next));
  }

  private static Optional<String> orphans(Roster roster, String gone) {
    List<String> before =
        roster.pools().stream()
            .filter(pool -> onward(pool).filter(gone::equals).isPresent())
            .map(Pool::id)
            .toList();
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "when nobody is there, leads come to it from %s; have them hand on elsewhere first"
                .formatted(quoted(before)));
  }

  private static String quoted(List<String> pools) {
    return (pools.size() == 1 ? "pool '" : "pools '") + String.join("', '", pools) + "'";
  }

  private static Optional<String> onward(Pool pool) {
    return pool.nobody().then() instanceof Destination.ToPool(String next)
        ? Optional.of(next)
        : Optional.empty();
  }
}
