package dev.leadline.policy.load;

import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Destination.ToPool;
import dev.leadline.policy.RoutingPolicy.Destination.ToQueue;
import dev.leadline.policy.RoutingPolicy.Destination.ToRep;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.policy.load.MatchOrder.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is wrong with routing although every value of it is right.
final class RoutingChecks {
  private final RoutingPolicy routing;
  private final Value file;

  private RoutingChecks(RoutingPolicy routing, Value file) {
    this.routing = routing;
    this.file = file;
  }

  /// @param file the root of `routing.yaml`
  static void check(RoutingPolicy routing, Value file) {
    RoutingChecks checks = new RoutingChecks(routing, file);
    checks.order();
    checks.rules();
    routing.pools().values().forEach(checks::pool);
    checks.unusedPools();
  }

  private void order() {
    List<Value> places = Outline.entries(Outline.value(file, "rules"));
    List<Entry> rules = new ArrayList<>();
    for (int i = 0; i < routing.rules().size(); i++) {
      Rule rule = routing.rules().get(i);
      rules.add(new Entry("Rule '" + rule.id() + "'", rule.when(), rule.to(), places.get(i)));
    }
    MatchOrder.check(rules);
    List<Value> suppressed = Outline.entries(Outline.value(file, "suppress"));
    List<Entry> suppressions = new ArrayList<>();
    for (int i = 0; i < routing.suppress().size(); i++) {
      Suppression rule = routing.suppress().get(i);
      if (rule.until() == null) {
        suppressions.add(
            new Entry(
                "Suppression '" + rule.id() + "'",
                rule.when(),
                Suppression.class,
                suppressed.get(i)));
      }
    }
    MatchOrder.check(suppressions);
  }

  private void rules() {
    List<Value> places = Outline.entries(Outline.value(file, "rules"));
    for (int i = 0; i < routing.rules().size(); i++) {
      destination(routing.rules().get(i).to(), Outline.value(places.get(i), "to"));
    }
  }

  private void destination(Destination to, Value place) {
    if (to instanceof ToRep(String id) && isInactive(id)) {
      Outline.value(place, "rep")
          .error("Rep '%s' is inactive, so no lead can be sent there".formatted(id));
    }
  }

  private void pool(Pool pool) {
    Value place = Outline.value(file, "pools", pool.id());
    destination(pool.nobody().then(), Outline.value(place, "nobody", "then"));
    List<Rep> members =
        pool.members().stream()
            .map(member -> routing.reps().get(member.rep()))
            .filter(rep -> rep != null)
            .toList();
    if (members.size() < pool.members().size() || members.isEmpty()) {
      return;
    }
    Value key = Outline.key(Outline.value(file, "pools"), pool.id());
    if (members.stream().noneMatch(Rep::active)) {
      key.error("Pool '%s' has no active member, so nobody gets its leads".formatted(pool.id()));
      return;
    }
    members.stream()
        .filter(rep -> !rep.active())
        .forEach(rep ->
            member(place, rep)
                .warning("Member '%s' is inactive and gets no lead".formatted(rep.id())));
    skills(pool, members.stream().filter(Rep::active).toList(), place);
  }

  private static void skills(Pool pool, List<Rep> members, Value place) {
    if (members.stream().noneMatch(rep -> rep.skills().containsAll(pool.skills()))) {
      Outline.value(place, "skills")
          .error(
              "No active member of pool '%s' has %s"
                  .formatted(pool.id(), Value.quoted(pool.skills())));
      return;
    }
    members.stream()
        .filter(rep -> !rep.skills().containsAll(pool.skills()))
        .forEach(rep ->
            member(place, rep)
                .warning(
                    "Member '%s' has not all of the skills %s and gets no lead here"
                        .formatted(rep.id(), Value.quoted(pool.skills()))));
  }

  /// Where a pool names a member.
  private static Value member(Value pool, Rep rep) {
    Value members = Outline.value(pool, "members");
    if (!members.isList()) {
      return Outline.key(members, rep.id());
    }
    return members.list().stream()
        .map(entry -> entry.isScalar() ? entry : Outline.value(entry, "rep"))
        .filter(entry -> entry.isText() && entry.text().equals(rep.id()))
        .findFirst()
        .orElseGet(members::absent);
  }

  private boolean isInactive(String rep) {
    Rep known = routing.reps().get(rep);
    return known != null && !known.active();
  }

  /// Nothing is said while a rule names a pool that does not exist: it may have meant any.
  private void unusedPools() {
    if (!routing.rules().stream().allMatch(rule -> isKnown(rule.to()))) {
      return;
    }
    Set<String> used = new LinkedHashSet<>();
    routing.rules().forEach(rule -> use(rule.to(), used));
    routing.pools().keySet().stream()
        .filter(id -> !used.contains(id))
        .forEach(id ->
            Outline.key(Outline.value(file, "pools"), id)
                .warning("No rule sends leads to pool '%s'".formatted(id)));
  }

  private boolean isKnown(Destination to) {
    return switch (to) {
      case ToPool(String id) -> routing.pools().containsKey(id);
      case ToQueue(String id) -> !Value.isStandIn(id);
      case ToRep _ -> true;
    };
  }

  private void use(Destination to, Set<String> used) {
    if (to instanceof ToPool(String id) && used.add(id)) {
      Pool pool = routing.pools().get(id);
      if (pool != null) {
        use(pool.nobody().then(), used);
      }
    }
  }
}
