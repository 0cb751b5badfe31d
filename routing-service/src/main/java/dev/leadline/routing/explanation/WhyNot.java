package dev.leadline.routing.explanation;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.roster.Attendance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Why a lead is not where somebody thinks that it ought to be.
///
/// @param obstacle the first condition that kept it from there
/// @param change the smallest change of one field with which the lead would go there if it were
///   routed now; null when it would go there as it is, or when there is none among the values that
///   the policy compares with
/// @param asItIs whether the lead would go there if it were routed now as it is
public record WhyNot(Obstacle obstacle, @Nullable Change change, boolean asItIs) {

  /// @param lead has a snapshot
  /// @param explanation of the last decision about it
  /// @param books of every pool and rep that the lead can reach, and of its account
  public static WhyNot of(
      Target target,
      LeadRouting lead,
      LeadSnapshot known,
      Explanation explanation,
      RoutingDecider decider,
      Attendance attendance,
      Books books) {
    Policy policy = decider.policy();
    Obstacle obstacle = Obstacle.first(target, explanation, policy.routing(), attendance.roster());
    Predicate<LeadSnapshot> arrives =
        fields -> target.reached(decider.suppose(lead, fields, attendance, books).next());
    if (arrives.test(known)) {
      return new WhyNot(obstacle, null, true);
    }
    Optional<Change> change =
        Changes.of(policy, known, conditions(target, lead, policy.routing(), attendance)).stream()
            .filter(candidate -> arrives.test(Changes.applied(candidate, known)))
            .findFirst();
    return new WhyNot(obstacle, change.orElse(null), false);
  }

  /// Those that can be in the way: suppressions, the rules that lead there, and those before the
  /// last of them.
  private static List<Condition> conditions(
      Target target, LeadRouting lead, RoutingPolicy policy, Attendance attendance) {
    List<Condition> conditions = new ArrayList<>();
    policy.suppress().stream()
        .filter(rule -> !lead.lapsed().contains(rule.id()))
        .map(Suppression::when)
        .forEach(conditions::add);
    List<Rule> wanted = target.rules(policy, attendance.roster());
    if (wanted.isEmpty()) {
      return List.of();
    }
    for (Rule rule : policy.rules()) {
      if (rule.when() != null) {
        conditions.add(rule.when());
      }
      if (rule.equals(wanted.getLast())) {
        break;
      }
    }
    return conditions;
  }
}
