package dev.leadline.sla.ladder;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.Reason;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.sla.clock.ClockDecider;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Saying;
import dev.leadline.sla.clock.TrackedClock;
import dev.leadline.sla.ladder.Ladder.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is told when a rung is reached: the breach itself, and each action that the policy asks
/// for. An action that needs an owner, on a lead that has none, raises CLOCK_WITHOUT_OWNER.
public final class RungWords {
  private final LeadClocks lead;
  private final Instant now;
  private final List<Saying> sayings = new ArrayList<>();
  private final List<FiredRung> rungs = new ArrayList<>();
  private boolean foundNoOwner;

  RungWords(LeadClocks lead, Instant now) {
    this.lead = lead;
    this.now = now;
  }

  List<Saying> sayings() {
    return sayings;
  }

  List<FiredRung> rungs() {
    return rungs;
  }

  boolean foundNoOwner() {
    return foundNoOwner;
  }

  /// Tells of a step, and gives back the clock with it marked as fired.
  TrackedClock say(TrackedClock clock, Step step, Instant at) {
    FiredRung rung =
        new FiredRung(clock.terms().id(), step.name(), step.threshold(), at, now, step.actions());
    rungs.add(rung);
    if (step.name().equals(FiredRung.BREACH)) {
      add(
          clock,
          rung,
          "breached",
          new ClockBreached(lead.snapshot(), clock.told(), at, rung.late()),
          0);
    }
    for (int ordinal = 0; ordinal < step.rungs().size(); ordinal++) {
      act(clock, rung, step.rungs().get(ordinal).action(), ordinal);
    }
    return clock.climbed(step.threshold());
  }

  private void act(TrackedClock clock, FiredRung rung, Action action, int ordinal) {
    String owner = clock.standing().owner();
    if (owner == null && needsOwner(action)) {
      foundNoOwner = true;
      add(clock, rung, "without-owner", withoutOwner(clock, rung, action), ordinal);
    }
    switch (action) {
      case Action.Reassign _ -> reassign(clock, rung, owner, ordinal);
      case Action.PauseRep _ when owner == null -> {}
      case Action.Notify _, Action.Page _, Action.PauseRep _ -> {
        ClockWarned warned =
            new ClockWarned(
                lead.snapshot(), clock.told(), rung.name(), name(action), rung.at(), rung.late());
        add(clock, rung, "warned", warned, ordinal);
      }
    }
  }

  private void reassign(TrackedClock clock, FiredRung rung, @Nullable String owner, int ordinal) {
    if (owner != null) {
      ReassignmentRequested request =
          new ReassignmentRequested(lead.snapshot(), clock.told(), owner, rung.name());
      add(clock, rung, "reassignment-requested", request, ordinal);
    }
  }

  private static boolean needsOwner(Action action) {
    return switch (action) {
      case Action.Reassign _, Action.PauseRep _ -> true;
      case Action.Notify it -> it.who().equals("owner") || it.who().equals("manager");
      case Action.Page _ -> false;
    };
  }

  private ExceptionRaised withoutOwner(TrackedClock clock, FiredRung rung, Action action) {
    return new ExceptionRaised(
        ExceptionReason.CLOCK_WITHOUT_OWNER,
        lead.id().toString(),
        ClockDecider.SERVICE,
        lead.id(),
        "Clock '%s' of visit %d reached %s of its budget, where '%s' needs an owner, and found none"
            .formatted(clock.terms().target(), clock.terms().visit(), rung.name(), name(action)),
        "Give the lead an owner, or retry its routing.");
  }

  private void add(TrackedClock clock, FiredRung rung, String outcome, Event event, int ordinal) {
    Reason because =
        Reason.matched(clock.terms().target() + ":" + rung.name(), "reached at " + rung.at());
    sayings.add(
        new Saying(
            clock, outcome, event, List.of(because), rung.moment(event.getClass(), ordinal)));
  }

  /// The action as events name it, such as `notify:owner`.
  public static String name(Action action) {
    return switch (action) {
      case Action.Notify it -> "notify:" + it.who();
      case Action.Reassign _ -> "reassign";
      case Action.PauseRep _ -> "pause-rep";
      case Action.Page it -> "page:" + it.who();
    };
  }
}
