package dev.leadline.sla.clock;

import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.time.WorkingCalendar;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose working time a clock counts.
///
/// Owner's hours are those of the owner's calendar. While nobody owns the lead they are those of
/// the pool that the lead waits for; when it waits for none, every hour counts, because a lead that
/// nobody has is in the hands of the systems, which do not close. Pool's hours are the pool's own,
/// or, when it names none, the owner's, or those of its first member who has any.
final class WorkingHours {
  private WorkingHours() {}

  static WorkingCalendar of(Hours hours, Move.Owner owner, Policy policy) {
    return switch (hours) {
      case Hours.Always _ -> named(null, policy);
      case Hours.Named it -> named(it.calendar(), policy);
      case Hours.Owner _ ->
          named(owner.owner() == null ? ofPool(owner.pool(), policy) : owner.calendar(), policy);
      case Hours.Pool _ -> {
        String own = ofPoolItself(owner.pool(), policy);
        yield own == null ? of(new Hours.Owner(), owner, policy) : named(own, policy);
      }
    };
  }

  private static WorkingCalendar named(@Nullable String name, Policy policy) {
    WorkingCalendar always = policy.calendar(WorkingCalendar.ALWAYS);
    return name == null ? always : policy.calendars().getOrDefault(name, always);
  }

  private static @Nullable String ofPoolItself(@Nullable String id, Policy policy) {
    Pool pool = id == null ? null : policy.routing().pools().get(id);
    return pool == null ? null : pool.hours();
  }

  private static @Nullable String ofPool(@Nullable String id, Policy policy) {
    Pool pool = id == null ? null : policy.routing().pools().get(id);
    return pool == null || pool.hours() != null
        ? ofPoolItself(id, policy)
        : ofMembers(pool, policy);
  }

  private static @Nullable String ofMembers(Pool pool, Policy policy) {
    return pool.members().stream()
        .map(Member::rep)
        .flatMap(rep -> Stream.ofNullable(policy.routing().reps().get(rep)))
        .map(Rep::calendar)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
