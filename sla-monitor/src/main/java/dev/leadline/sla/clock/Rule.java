package dev.leadline.sla.clock;

import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.SlaPolicy.Trigger;
import java.util.List;

/// How the clocks of a target are moved, whose working time they count, and what is done on the
/// way.
///
/// @param ladder the rungs in words, by which a changed ladder is known
public record Rule(
    Trigger stops, Trigger pauses, Trigger cancels, Hours hours, List<String> ladder) {

  public Rule {
    ladder = List.copyOf(ladder);
  }

  static Rule of(Target target) {
    return new Rule(
        target.stops(),
        target.pauses(),
        target.cancels(),
        target.hours(),
        target.ladder().stream().map(rung -> rung.name() + " " + rung.action()).toList());
  }
}
