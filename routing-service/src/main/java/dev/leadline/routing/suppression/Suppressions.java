package dev.leadline.routing.suppression;

import dev.leadline.events.Reason;
import dev.leadline.events.Reason.Verdict;
import dev.leadline.policy.Facts;
import dev.leadline.policy.RoutingPolicy.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which leads are not to be routed: the first rule that matches suppresses. A rule is passed over
/// once its last day is over, and for a lead that it kept back for as long as it may.
public final class Suppressions {
  private Suppressions() {}

  /// What came of asking.
  ///
  /// @param by the rule that suppresses; null when the lead may be routed
  /// @param because the rules considered, in order
  public record Result(@Nullable Suppression by, List<Reason> because) {
    public Result {
      because = List.copyOf(because);
    }
  }

  /// @param lapsed the rules that kept the lead back and do so no more
  public static Result check(
      List<Suppression> rules, Facts facts, Set<String> lapsed, Instant now) {
    List<Reason> because = new ArrayList<>(rules.size());
    for (Suppression rule : rules) {
      String name = "suppress:" + rule.id();
      if (!rule.inForce(now)) {
        because.add(Reason.notMatched(name, "held until " + rule.until()));
      } else if (lapsed.contains(rule.id())) {
        because.add(Reason.notMatched(name, "has ended for this lead"));
      } else {
        Reason reason = rule.when().explain(name, facts);
        because.add(reason);
        if (reason.verdict() == Verdict.MATCHED) {
          return new Result(rule, because);
        }
      }
    }
    return new Result(null, because);
  }
}
