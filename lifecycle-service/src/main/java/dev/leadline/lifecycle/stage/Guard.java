package dev.leadline.lifecycle.stage;

import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.time.Instant;

/// Whether a transition is open to a lead at an instant: its condition holds, and a lead that rests
/// after being recycled does not qualify again too soon.
final class Guard {
  private final StagedLead lead;
  private final Instant at;
  private final Facts facts;

  Guard(StagedLead lead, Instant at) {
    this.lead = lead;
    this.at = at;
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

  /// Qualifying again is leaving the stage where the lead rests by a transition that asks for the
  /// score.
  private boolean isTooSoon(Transition transition) {
    Instant restsUntil = lead.restsUntil();
    return restsUntil != null
        && at.isBefore(restsUntil)
        && asksForScore(transition)
        && !lead.raisedHandSinceEntering();
  }

  private static boolean asksForScore(Transition transition) {
    Condition when = transition.when();
    return when != null && when.variables().stream().anyMatch(name -> name.startsWith("score."));
  }
}
