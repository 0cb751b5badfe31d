package dev.leadline.sla.clock;

import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.clock.Era.PoolHours;
import org.jspecify.annotations.Nullable;

/// Whose working time a clock counts.
///
/// Owner's hours are those of the owner's calendar. While nobody owns the lead they are those of
/// the pool that the lead waits for; when it waits for none, every hour counts, because a lead that
/// nobody has is in the hands of the systems, which do not close. Pool's hours are the pool's own,
/// or, when it names none, the owner's, or those of its first member who has any.
final class WorkingHours {
  private static final PoolHours NO_POOL = new PoolHours(null, null);

  private WorkingHours() {}

  static WorkingCalendar of(Hours hours, Move.Owner owner, Era era) {
    return switch (hours) {
      case Hours.Always _ -> era.calendar(null);
      case Hours.Named it -> era.calendar(it.calendar());
      case Hours.Owner _ ->
          era.calendar(owner.owner() == null ? waitedFor(owner.pool(), era) : owner.calendar());
      case Hours.Pool _ -> {
        PoolHours pool = hours(owner.pool(), era);
        yield pool.own() == null ? of(new Hours.Owner(), owner, era) : era.calendar(pool.own());
      }
    };
  }

  private static @Nullable String waitedFor(@Nullable String id, Era era) {
    PoolHours pool = hours(id, era);
    return pool.own() == null ? pool.members() : pool.own();
  }

  private static PoolHours hours(@Nullable String pool, Era era) {
    return pool == null ? NO_POOL : era.pools().getOrDefault(pool, NO_POOL);
  }
}
