package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody said of a pool at run time. Null is as the policy says, or as it says of a pool of
/// which it says nothing.
///
/// @param members in member order
/// @param hours the name of a calendar
/// @param zone in which the days and weeks of caps begin; given only for a pool that the policy did
///   not have, which is therefore there without the policy
public record PoolDefinition(
    @Nullable Method method,
    @Nullable List<Member> members,
    @Nullable String hours,
    @Nullable Set<String> skills,
    @Nullable Boolean matchLanguage,
    @Nullable Duration acceptWithin,
    @Nullable Integer catchUp,
    @Nullable Boolean countManual,
    @Nullable ZoneId zone,
    @Nullable Otherwise nobody) {
  public PoolDefinition {
    members = members == null ? null : List.copyOf(members);
    if (zone != null && (members == null || nobody == null)) {
      throw new IllegalArgumentException("A pool of its own has no members or no way on");
    }
  }

  /// What happens when nobody is there: exactly one of the last three says where to.
  ///
  /// @param hold wait this long at most; null means not at all
  public record Otherwise(
      @Nullable Duration hold,
      @Nullable String pool,
      @Nullable String queue,
      @Nullable String rep) {

    Nobody nobody() {
      return new Nobody(hold, then());
    }

    private Destination then() {
      if (pool != null) {
        return new Destination.ToPool(pool);
      }
      return queue != null
          ? new Destination.ToQueue(queue)
          : new Destination.ToRep(Objects.requireNonNull(rep));
    }
  }

  /// The pool of the policy with this said of it.
  ///
  /// @param calendars those that the policy has now; a definition outlives the policy it was made
  ///   under, and hours that are gone are those of the policy again
  Pool over(Pool pool, Set<String> calendars) {
    return new Pool(
        pool.id(),
        Objects.requireNonNullElse(method, pool.method()),
        Objects.requireNonNullElse(members, pool.members()),
        pool.zone(),
        hours != null && calendars.contains(hours) ? hours : pool.hours(),
        Objects.requireNonNullElse(skills, pool.skills()),
        Objects.requireNonNullElse(matchLanguage, pool.matchLanguage()),
        acceptWithin == null ? pool.acceptWithin() : acceptWithin,
        catchUp == null ? pool.catchUp() : catchUp,
        Objects.requireNonNullElse(countManual, pool.countManual()),
        nobody == null ? pool.nobody() : nobody.nobody());
  }

  /// The pool where the policy has none of that name; empty when this was said of one that it had.
  Optional<Pool> alone(String id, Set<String> calendars) {
    if (zone == null) {
      return Optional.empty();
    }
    Pool plain =
        new Pool(
            id,
            Method.WEIGHTED_ROUND_ROBIN,
            List.of(),
            zone,
            null,
            Set.of(),
            false,
            null,
            null,
            false,
            Objects.requireNonNull(nobody).nobody());
    return Optional.of(over(plain, calendars));
  }
}
