package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.routing.roster.PoolDefinition;
import dev.leadline.routing.roster.PoolDefinition.Otherwise;
import dev.leadline.routing.roster.Roster;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a pool is to be. What is left out stays as the policy says; a pool that the policy does not
/// have needs members and a way on when nobody is there, and has the rest as a policy that says
/// nothing of it.
///
/// @param method `weighted-round-robin`, `least-loaded` or `first-available`
/// @param members in member order
/// @param acceptWithin ISO 8601, such as `PT30M`
/// @param catchUp the most leads that a member may make up for after being away
/// @param zone in which the days and weeks of caps begin, such as `Europe/Berlin`; that of `hours`,
///   or UTC, when left out; only for a pool that the policy does not have
public record PoolBody(
    @Nullable String method,
    @Nullable List<MemberBody> members,
    @Nullable String hours,
    @Nullable Set<String> skills,
    @Nullable Boolean matchLanguage,
    @Nullable Duration acceptWithin,
    @Nullable Integer catchUp,
    @Nullable Boolean countManual,
    @Nullable String zone,
    @Nullable NobodyBody nobody) {

  /// @param weight 1 when left out
  public record MemberBody(@Nullable String rep, @Nullable Integer weight) {}

  static String label(Method method) {
    return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The definition, when it fits the policy and the roster.
  ///
  /// @throws Problem naming everything that does not
  PoolDefinition definition(String id, Policy policy, Roster roster) {
    List<String> wrong = new ArrayList<>();
    boolean ofPolicy = roster.isOfPolicy(id);
    Method chosen = chosenMethod(wrong);
    List<Member> chosenMembers = members == null ? null : chosenMembers(members, roster, wrong);
    Otherwise otherwise = nobody == null ? null : nobody.otherwise(policy, roster, wrong);
    if (!ofPolicy && members == null) {
      wrong.add("members are missing, which the policy does not say of it");
    }
    if (!ofPolicy && nobody == null) {
      wrong.add("nobody is missing, which says where leads go when no member is there");
    }
    checkTimes(policy, wrong);
    ZoneId chosenZone = ofPolicy ? noZone(wrong) : chosenZone(policy, wrong);
    if (!wrong.isEmpty()) {
      throw Problem.badRequest("Pool '" + id + "' was not changed: " + String.join("; ", wrong));
    }
    return new PoolDefinition(
        chosen,
        chosenMembers,
        hours,
        skills,
        matchLanguage,
        acceptWithin,
        catchUp,
        countManual,
        chosenZone,
        otherwise);
  }

  private void checkTimes(Policy policy, List<String> wrong) {
    if (hours != null && !policy.calendars().containsKey(hours)) {
      wrong.add("calendar '" + hours + "' is not in the policy");
    }
    if (acceptWithin != null && !acceptWithin.isPositive()) {
      wrong.add("acceptWithin is " + acceptWithin + ", not above zero");
    }
    if (catchUp != null && catchUp < 1) {
      wrong.add("catchUp is " + catchUp + ", below 1");
    }
  }

  private @Nullable ZoneId noZone(List<String> wrong) {
    if (zone != null) {
      wrong.add("zone is given, which the policy says of it");
    }
    return null;
  }

  private ZoneId chosenZone(Policy policy, List<String> wrong) {
    if (zone == null) {
      return hours != null && policy.calendars().containsKey(hours)
          ? policy.calendar(hours).zone()
          : ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException _) {
      wrong.add("zone '" + zone + "' is not known");
      return ZoneOffset.UTC;
    }
  }

  private @Nullable Method chosenMethod(List<String> wrong) {
    for (Method known : Method.values()) {
      if (label(known).equals(method)) {
        return known;
      }
    }
    if (method != null) {
      wrong.add(
          "method '"
              + method
              + "' is not one of "
              + Arrays.stream(Method.values())
                  .map(PoolBody::label)
                  .collect(Collectors.joining(", ")));
    }
    return null;
  }

  private static List<Member> chosenMembers(
      List<MemberBody> given, Roster roster, List<String> wrong) {
    Set<String> seen = new HashSet<>();
    List<Member> members = new ArrayList<>();
    for (MemberBody member : given) {
      String rep = member.rep();
      int weight = member.weight() == null ? 1 : member.weight();
      if (rep == null || roster.rep(rep).isEmpty()) {
        wrong.add("rep '" + rep + "' is not known");
      } else if (!seen.add(rep)) {
        wrong.add("rep '" + rep + "' is given twice");
      } else if (weight < 1) {
        wrong.add("weight of rep '" + rep + "' is " + weight + ", below 1");
      } else {
        members.add(new Member(rep, weight));
      }
    }
    return members;
  }
}
