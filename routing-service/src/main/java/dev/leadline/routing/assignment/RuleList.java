package dev.leadline.routing.assignment;

import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.RoutingPolicy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of a policy, made ready to be asked in order.
///
/// Most of hundreds of rules do not match a lead, and say so by the values of the same few fields:
/// that text is worked out once a lead for all rules that name the same variables.
final class RuleList {
  private final List<Entry> entries = new ArrayList<>();
  private final int groups;

  RuleList(List<Rule> rules) {
    Map<Set<String>, Integer> numbers = new HashMap<>();
    for (Rule rule : rules) {
      Condition when = rule.when();
      int group = when == null ? 0 : numbers.computeIfAbsent(when.variables(), _ -> numbers.size());
      entries.add(new Entry(rule, group));
    }
    groups = Math.max(1, numbers.size());
  }

  /// @param group the number of the variables that its condition names
  private record Entry(Rule rule, int group) {}

  /// The first rule that matches; null when none does.
  ///
  /// @param considered takes what came of each
  @Nullable Rule firstMatch(Facts facts, List<Reason> considered) {
    @Nullable String[] values = new @Nullable String[groups];
    for (Entry entry : entries) {
      Rule rule = entry.rule();
      Condition when = rule.when();
      if (when == null) {
        considered.add(Reason.matched(rule.id(), ""));
        return rule;
      }
      String known = values[entry.group()];
      if (known != null && when.test(facts) instanceof Condition.Match.NotMatched) {
        considered.add(Reason.notMatched(rule.id(), known));
        continue;
      }
      Reason reason = when.explain(rule.id(), facts);
      considered.add(reason);
      switch (reason.verdict()) {
        case MATCHED -> {
          return rule;
        }
        case NOT_MATCHED -> values[entry.group()] = reason.detail();
        case UNKNOWN -> {}
      }
    }
    return null;
  }
}
