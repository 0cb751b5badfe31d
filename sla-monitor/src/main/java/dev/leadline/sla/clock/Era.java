package dev.leadline.sla.clock;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How time is counted from an instant on, until the next era: what a policy says of it. Policies
/// that differ elsewhere only are of one era.
///
/// @param number from 1
/// @param rules by target
/// @param calendars by name
/// @param pools by id
public record Era(
    int number,
    Instant since,
    Map<String, Rule> rules,
    Map<String, WorkingCalendar> calendars,
    Map<String, PoolHours> pools) {

  public Era {
    since = since.truncatedTo(ChronoUnit.MICROS);
    rules = Map.copyOf(rules);
    calendars = Map.copyOf(calendars);
    pools = Map.copyOf(pools);
  }

  /// The calendars, by name, whose hours a pool keeps.
  ///
  /// @param own what the pool says; null when it says nothing
  /// @param members those of its first member who has any; null when nobody has
  public record PoolHours(@Nullable String own, @Nullable String members) {}

  /// The era that begins when a policy comes into force.
  public static Era of(int number, Instant since, Policy policy) {
    return new Era(
        number,
        since,
        policy.sla().targets().stream().collect(toUnmodifiableMap(Target::id, Rule::of)),
        policy.calendars(),
        policy.routing().pools().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, pool -> hours(pool.getValue(), policy))));
  }

  /// Whether time is counted alike in both.
  public boolean countsLike(Era other) {
    return rules.equals(other.rules)
        && pools.equals(other.pools)
        && definitions(calendars).equals(definitions(other.calendars));
  }

  /// This era with the calendars of another where they are alike.
  Era withCalendarsOf(Era before) {
    Map<String, WorkingCalendar> same = new HashMap<>(calendars);
    same.replaceAll((name, calendar) -> {
      WorkingCalendar earlier = before.calendars.get(name);
      return earlier != null && earlier.definition().equals(calendar.definition())
          ? earlier
          : calendar;
    });
    return new Era(number, since, rules, same, pools);
  }

  WorkingCalendar calendar(@Nullable String name) {
    WorkingCalendar always =
        Objects.requireNonNull(calendars.get(WorkingCalendar.ALWAYS), "always");
    return name == null ? always : calendars.getOrDefault(name, always);
  }

  private static Map<String, Optional<CalendarDefinition>> definitions(
      Map<String, WorkingCalendar> calendars) {
    return calendars.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().definition()));
  }

  private static PoolHours hours(Pool pool, Policy policy) {
    return new PoolHours(
        pool.hours(),
        pool.members().stream()
            .map(Member::rep)
            .flatMap(rep -> Stream.ofNullable(policy.routing().reps().get(rep)))
            .map(Rep::calendar)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }
}
