package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.routing.roster.RepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rep is to be. What is left out is nothing: no calendar means always at work, no caps mean
/// none; only the leave and the pools stay as the policy says.
///
/// @param active true when left out
public record RepBody(
    @Nullable String name,
    @Nullable String email,
    @Nullable Boolean active,
    @Nullable String calendar,
    @Nullable String manager,
    @Nullable Set<String> skills,
    @Nullable Set<String> languages,
    @Nullable CapsBody caps,
    @Nullable List<LeaveBody> leave,
    @Nullable Map<String, Integer> pools) {

  /// The definition, when it fits the policy and the pools.
  ///
  /// @param knownPools by id
  /// @throws Problem naming everything that does not
  RepDefinition definition(String id, Policy policy, Set<String> knownPools) {
    List<String> wrong = new ArrayList<>();
    if (name == null || name.isBlank()) {
      wrong.add("name is missing");
    }
    if (email == null || !email.contains("@")) {
      wrong.add("email is no address");
    }
    if (calendar != null && !policy.calendars().containsKey(calendar)) {
      wrong.add("calendar '" + calendar + "' is not in the policy");
    }
    if (pools != null) {
      pools.forEach((pool, weight) -> {
        if (!knownPools.contains(pool)) {
          wrong.add("pool '" + pool + "' is not known");
        }
        if (weight == null || weight < 1) {
          wrong.add("weight in pool '" + pool + "' is " + weight + ", below 1");
        }
      });
    }
    if (caps != null) {
      check("caps.open", caps.open(), wrong);
      check("caps.perDay", caps.perDay(), wrong);
      check("caps.perWeek", caps.perWeek(), wrong);
    }
    if (leave != null) {
      leave.forEach(time -> time.check(wrong));
    }
    if (name == null || email == null || !wrong.isEmpty()) {
      throw Problem.badRequest("Rep '" + id + "' was not changed: " + String.join("; ", wrong));
    }
    return new RepDefinition(
        name,
        email,
        active == null || active,
        calendar,
        manager,
        skills == null ? Set.of() : skills,
        languages == null ? Set.of() : languages,
        caps == null ? new Caps(null, null, null) : caps.caps(),
        leave == null ? null : leave.stream().map(LeaveBody::leave).toList(),
        pools);
  }

  private static void check(String name, @Nullable Integer cap, List<String> wrong) {
    if (cap != null && cap < 0) {
      wrong.add(name + " is " + cap + ", below 0");
    }
  }
}
