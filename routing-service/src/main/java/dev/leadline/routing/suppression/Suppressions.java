package dev.leadline.routing.suppression;

import dev.leadline.events.Reason;
import dev.leadline.policy.Facts;
import dev.leadline.policy.RoutingPolicy.Suppression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which leads are not to be routed: the first rule that matches suppresses.
public final class Suppressions {
  private Suppressions() {}

  /// What came of asking.
  ///
  /// @param rule the rule that suppresses; null when the lead may be routed
  /// @param because the rules considered, in order
  public record Verdict(@Nullable String rule, List<Reason> because) {
    public Verdict {
      because = List.copyOf(because);
    }
  }

  public static Verdict check(List<Suppression> rules, Facts facts) {
    List<Reason> because = new ArrayList<>(rules.size());
    for (Suppression rule : rules) {
      because.add(rule.when().explain("suppress:" + rule.id(), facts));
      if (rule.when().test(facts).matched()) {
        return new Verdict(rule.id(), because);
      }
    }
    return new Verdict(null, because);
  }
}
