package dev.leadline.sla.clock;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockPaused;
import dev.leadline.events.ClockResumed;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Words for how a clock changed from one decision to the next.
final class Changes {
  private final LeadSnapshot lead;
  private final String cause;
  private final Instant now;
  private final List<Saying> sayings = new ArrayList<>();
  private final List<FiredRung> rungs = new ArrayList<>();

  /// @param cause what is being decided on, such as `stage:mql`
  Changes(LeadSnapshot lead, String cause, Instant now) {
    this.lead = lead;
    this.cause = cause;
    this.now = now;
  }

  List<Saying> sayings() {
    return sayings;
  }

  List<FiredRung> rungs() {
    return rungs;
  }

  /// Tells of a clock that this move started, as it was at its start.
  void started(TrackedClock clock, Run run, List<Reason> because) {
    Duration budget = clock.terms().budget();
    Instant due = run.calendar().due(run.startedAt(), budget);
    sayings.add(
        new Saying(
            clock,
            "started",
            new ClockStarted(lead, clock.told(), run.startedAt(), due),
            because,
            null));
  }

  /// Tells how a clock changed, and gives it back with its breach marked as told, if it was.
  ///
  /// @param before null when this move started it
  TrackedClock changed(@Nullable Standing before, TrackedClock clock, Run run) {
    Standing after = clock.standing();
    if (after.equals(before)) {
      return clock;
    }
    return switch (after.phase()) {
      case MET, CANCELLED -> sameEnd(before, after) ? clock : closed(before, clock, run);
      case PAUSED -> {
        if (before == null || before.phase() != Phase.PAUSED) {
          paused(clock);
        }
        yield clock;
      }
      case RUNNING -> {
        if (before != null) {
          running(before, clock);
        }
        yield clock;
      }
    };
  }

  private static boolean sameEnd(@Nullable Standing before, Standing after) {
    return before != null
        && before.phase() == after.phase()
        && Objects.equals(before.closedAt(), after.closedAt());
  }

  /// A clock that had closed already closes otherwise when an earlier move is heard of late.
  private TrackedClock closed(@Nullable Standing before, TrackedClock clock, Run run) {
    boolean revised = before != null && before.phase().closed();
    Standing end = clock.standing();
    Instant at = Objects.requireNonNull(end.closedAt());
    boolean breached = run.breached(clock.terms().budget(), at);
    TrackedClock told = clock;
    if (breached && clock.climbed().compareTo(clock.terms().budget()) < 0) {
      told = breached(clock, Objects.requireNonNull(end.due()));
    }
    sayings.add(
        end.phase() == Phase.MET
            ? Saying.of(
                told,
                revised ? "revised" : breached ? "met-late" : "met",
                new ClockMet(lead, told.told(), at, end.used(), breached, run.split(at)),
                Reason.matched(told.terms().target(), cause))
            : Saying.of(
                told,
                revised ? "revised" : "cancelled",
                new ClockCancelled(lead, told.told(), end.used(), String.valueOf(end.cause())),
                Reason.matched(told.terms().target(), String.valueOf(end.cause()))));
    return told;
  }

  /// A clock that closes after its budget was used up, before the timer came round to say so.
  private TrackedClock breached(TrackedClock clock, Instant due) {
    Duration budget = clock.terms().budget();
    FiredRung rung =
        new FiredRung(clock.terms().id(), FiredRung.BREACH, budget, due, now, List.of());
    rungs.add(rung);
    sayings.add(
        new Saying(
            clock,
            "breached",
            new ClockBreached(lead, clock.told(), due, rung.late()),
            List.of(Reason.matched(clock.terms().target(), "budget used at " + due)),
            rung.moment(ClockBreached.class, 0)));
    return clock.climbed(budget);
  }

  private void paused(TrackedClock clock) {
    String cause = String.valueOf(clock.standing().cause());
    sayings.add(
        Saying.of(
            clock,
            "paused",
            new ClockPaused(lead, clock.told(), clock.standing().used(), cause),
            Reason.matched(clock.terms().target(), cause)));
  }

  private void running(Standing before, TrackedClock clock) {
    Standing after = clock.standing();
    Instant due = Objects.requireNonNull(after.due());
    if (before.phase() != Phase.RUNNING) {
      sayings.add(
          Saying.of(
              clock,
              "resumed",
              new ClockResumed(lead, clock.told(), after.used(), due),
              Reason.matched(clock.terms().target(), cause)));
    } else if (!due.equals(before.due())) {
      sayings.add(
          Saying.of(
              clock,
              "rescheduled",
              null,
              Reason.matched(
                  clock.terms().target(),
                  "%s: due %s instead of %s".formatted(hours(before, after), due, before.due()))));
    }
  }

  private static String hours(Standing before, Standing after) {
    return after.calendar().equals(before.calendar())
        ? "calendar '%s' changed".formatted(after.calendar())
        : "calendar '%s' instead of '%s'".formatted(after.calendar(), before.calendar());
  }
}
