package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody said of a pool at run time. Null is as the policy says.
///
/// @param members in member order
/// @param hours the name of a calendar
public record PoolDefinition(
    @Nullable Method method,
    @Nullable List<Member> members,
    @Nullable String hours,
    @Nullable Set<String> skills,
    @Nullable Boolean matchLanguage,
    @Nullable Duration acceptWithin,
    @Nullable Integer catchUp,
    @Nullable Boolean countManual) {
  public PoolDefinition {
    members = members == null ? null : List.copyOf(members);
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
        pool.nobody());
  }
}
