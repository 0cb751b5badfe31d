package dev.leadline.policy.load;

import dev.leadline.policy.RoutingPolicy.Destination.ToPool;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pools of `routing.yaml`.
final class Pools {
  private static final int MOST_WEIGHT = 1_000;
  private static final Map<String, Method> METHODS =
      Words.inOrder(
          Map.entry("weighted-round-robin", Method.WEIGHTED_ROUND_ROBIN),
          Map.entry("least-loaded", Method.LEAST_LOADED),
          Map.entry("first-available", Method.FIRST_AVAILABLE));

  private final Map<String, WorkingCalendar> calendars;
  private final Names calendarNames;
  private final Names reps;
  private final Destinations destinations;

  Pools(
      Map<String, WorkingCalendar> calendars,
      Names calendarNames,
      Names reps,
      Destinations destinations) {
    this.calendars = calendars;
    this.calendarNames = calendarNames;
    this.reps = reps;
    this.destinations = destinations;
  }

  Map<String, Pool> read(Value value) {
    Block block = value.block();
    Map<String, Pool> pools = block.entries(Value::id, this::pool);
    pools.keySet().forEach(id -> refuseCircle(id, pools, block));
    return pools;
  }

  private Pool pool(String id, Value value) {
    Block block = value.block();
    Method method = block.required("method").choice(METHODS);
    Value memberValues = block.required("members");
    List<Member> members = members(memberValues);
    String hours = block.optional("hours").map(calendarNames::reference).orElse(null);
    Pool pool =
        new Pool(
            id,
            method,
            members,
            block.optional("zone").map(Value::zone).orElseGet(() -> zoneOf(hours)),
            hours,
            RepsFile.skills(block),
            block.optional("match-language").map(Value::bool).orElse(false),
            block.optional("accept-within").map(Value::duration).orElse(null),
            block.optional("catch-up").map(given -> catchUp(given.block())).orElse(null),
            block.optional("count-manual").map(Value::bool).orElse(false),
            nobody(block.required("nobody").block()));
    block.finish();
    return pool;
  }

  /// A list keeps its order; a mapping of rep to weight stands in the order of the ids, since the
  /// order of keys says nothing.
  private List<Member> members(Value value) {
    List<Member> members =
        value.isList()
            ? value.list().stream().map(this::member).toList()
            : value
                .block()
                .entries(reps::reference, (rep, weight) -> new Member(rep, weight(weight)))
                .values()
                .stream()
                .sorted(Comparator.comparing(Member::rep))
                .toList();
    if (members.isEmpty()) {
      value.error("A pool needs members");
    }
    Set<String> seen = new LinkedHashSet<>();
    members.stream()
        .map(Member::rep)
        .filter(rep -> !seen.add(rep))
        .forEach(rep -> value.error("Member '%s' is given twice".formatted(rep)));
    return members;
  }

  private Member member(Value value) {
    if (value.isScalar()) {
      return new Member(reps.reference(value), 1);
    }
    Block block = value.block();
    Member member =
        new Member(
            reps.reference(block.required("rep")),
            block.optional("weight").map(Pools::weight).orElse(1));
    block.finish();
    return member;
  }

  private static int weight(Value value) {
    return value.integer(1, MOST_WEIGHT);
  }

  private static Integer catchUp(Block block) {
    int max = block.required("max").integer(1, MOST_WEIGHT);
    block.finish();
    return max;
  }

  private Nobody nobody(Block block) {
    Nobody nobody =
        new Nobody(
            block.optional("hold").map(Value::duration).orElse(null),
            destinations.read(block.required("then")));
    block.finish();
    return nobody;
  }

  private ZoneId zoneOf(@Nullable String hours) {
    return Optional.ofNullable(hours)
        .map(calendars::get)
        .map(WorkingCalendar::zone)
        .orElse(ZoneOffset.UTC);
  }

  /// Pools that hand a lead to each other for ever would keep it from everyone. A circle is said
  /// once, of its first pool.
  private static void refuseCircle(String start, Map<String, Pool> pools, Block block) {
    List<String> circle = circle(start, pools);
    if (!circle.isEmpty() && start.equals(Collections.min(circle))) {
      block
          .key(start)
          .error(
              "When nobody is there, these pools hand a lead on in a circle: %s, %s"
                  .formatted(String.join(", ", circle), start));
    }
  }

  /// The pools that a lead passes until it is back at the first; empty when it never is.
  private static List<String> circle(String start, Map<String, Pool> pools) {
    List<String> passed = new ArrayList<>();
    Optional<String> next = Optional.of(start);
    while (next.isPresent() && !passed.contains(next.get())) {
      passed.add(next.get());
      next = onward(pools.get(next.get()));
    }
    return next.equals(Optional.of(start)) ? passed : List.of();
  }

  private static Optional<String> onward(@Nullable Pool pool) {
    return pool != null && pool.nobody().then() instanceof ToPool(String next)
        ? Optional.of(next)
        : Optional.empty();
  }
}
