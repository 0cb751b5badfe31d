package dev.leadline.scoring.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadScored;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gathers what a transaction has to tell, in the order in which it was decided. Whether a step is
/// told, and under which id, depends on the step alone, not on the batch or the timer that made it.
public final class News {
  static final String SERVICE = "scoring";

  private final @Nullable ScoringDecider decider;
  private final Instant now;
  private final String policyVersion;
  private final List<Told> told = new ArrayList<>();

  public News(ScoringDecider decider, Instant now, String policyVersion) {
    this(now, policyVersion, decider);
  }

  private News(Instant now, String policyVersion, @Nullable ScoringDecider decider) {
    this.decider = decider;
    this.now = now;
    this.policyVersion = policyVersion;
  }

  /// News that say what scores came to and not why: neither ledger nor reasons.
  public static News unexplained(Instant now, String policyVersion) {
    return new News(now, policyVersion, null);
  }

  /// A score to tell of.
  ///
  /// @param lead the lead as it was when it was decided
  public record Told(ScoredLead lead, Envelope<LeadScored> envelope) {}

  public List<Told> told() {
    return told;
  }

  /// Steps that an event made, and the looks that were due before: each look is told as of its own
  /// instant, the rest as one.
  void because(Envelope<?> cause, List<Step> steps) {
    Step happened = null;
    for (Step step : steps) {
      if (step.due() != null) {
        timePassed(step);
      } else {
        happened = happened == null ? step : happened.then(step);
      }
    }
    if (happened != null && happened.isNews()) {
      tell(happened, cause.causing(event(happened), SERVICE, 0, now, policyVersion));
    }
  }

  /// A look.
  public void timePassed(Step look) {
    if (look.isNews()) {
      Instant due = Objects.requireNonNull(look.due(), "due");
      tell(look, first(look, "reevaluate:" + policyVersion + ":" + due, due));
    }
  }

  /// The lead was scored by the policy in force for the first time.
  void policyChanged(Step step) {
    if (step.isNews()) {
      tell(step, first(step, "policy:" + policyVersion + ":" + now, now));
    }
  }

  private Envelope<LeadScored> first(Step step, String timer, Instant at) {
    UUID id = DerivedIds.derive(step.after().id().value(), timer, 0);
    return Envelope.first(id, SERVICE, at, now, policyVersion, event(step));
  }

  private void tell(Step step, Envelope<LeadScored> envelope) {
    told.add(new Told(step.after(), envelope));
  }

  private LeadScored event(Step step) {
    ScoredLead lead = step.after();
    return new LeadScored(
        lead.lead(),
        step.sheet().score(),
        previous(step),
        decider == null ? List.of() : step.sheet().told(),
        decider == null ? List.of() : because(decider, step),
        lead.handRaisedAt());
  }

  private static List<Reason> because(ScoringDecider decider, Step step) {
    List<Reason> because = new ArrayList<>(decider.because(step.after()));
    because.addAll(step.activities());
    return because;
  }

  private static @Nullable Score previous(Step step) {
    return step.before() == null ? null : step.before().score();
  }
}
