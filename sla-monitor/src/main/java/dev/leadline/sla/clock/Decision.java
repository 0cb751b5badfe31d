package dev.leadline.sla.clock;

import java.util.ArrayList;
import java.util.List;

/// What was decided about a lead's clocks.
///
/// @param lead as it is now
/// @param sayings in the order in which they are to be told
/// @param rungs that fired
public record Decision(LeadClocks lead, List<Saying> sayings, List<FiredRung> rungs) {

  public Decision {
    sayings = List.copyOf(sayings);
    rungs = List.copyOf(rungs);
  }

  public static Decision nothing(LeadClocks lead) {
    return new Decision(lead, List.of(), List.of());
  }

  /// This decision and then another one on the lead that it left.
  public Decision then(Decision next) {
    return new Decision(next.lead, joined(sayings, next.sayings), joined(rungs, next.rungs));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
