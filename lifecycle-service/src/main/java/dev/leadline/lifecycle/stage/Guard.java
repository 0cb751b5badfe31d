package dev.leadline.lifecycle.stage;

import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.util.Set;

/// Whether a transition is open to a lead: its condition holds, and it leads to no stage that is
/// closed to the lead while it rests.
final class Guard {
  private final StagedLead lead;
  private final Set<String> closed;
  private final Facts facts;

  /// The guard of a move that someone decides on, whom no rest keeps from it.
  Guard(StagedLead lead) {
    this(lead, Set.of());
  }

  /// @param closed the stages that are closed to the lead until its rest is over
  Guard(StagedLead lead, Set<String> closed) {
    this.lead = lead;
    this.closed = closed;
    this.facts = new Facts(lead.lead(), null, lead.score());
  }

  boolean isOpen(Transition transition) {
    Condition when = transition.when();
    return (when == null || when.test(facts).matched()) && !isTooSoon(transition);
  }

  Reason explain(Transition transition) {
    if (isTooSoon(transition)) {
      return Reason.notMatched(transition.id(), "cool-down until " + lead.restsUntil());
    }
    Condition when = transition.when();
    return when == null
        ? Reason.matched(transition.id(), "")
        : when.explain(transition.id(), facts);
  }

  private boolean isTooSoon(Transition transition) {
    return closed.contains(transition.to());
  }
}
