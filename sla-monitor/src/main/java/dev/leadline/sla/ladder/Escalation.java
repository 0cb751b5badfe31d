package dev.leadline.sla.ladder;

import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.sla.clock.Decision;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.Journal;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.clock.Run;
import dev.leadline.sla.clock.Timekeeper;
import dev.leadline.sla.clock.TrackedClock;
import dev.leadline.sla.ladder.Ladder.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Climbs the ladders of a lead's open clocks: each rung once, in order.
public final class Escalation {
  private Escalation() {}

  /// Fires every rung that was reached by `now` and has not fired.
  public static Decision climb(LeadClocks lead, Promises promises, Instant now) {
    List<TrackedClock> clocks = new ArrayList<>();
    RungWords words = new RungWords(lead, now);
    for (TrackedClock clock : lead.clocks()) {
      TrackedClock climbed = clock;
      for (Reached next : ahead(lead, clock, promises)) {
        if (next.at().isAfter(now)) {
          break;
        }
        climbed = words.say(climbed, next.step(), next.at());
      }
      clocks.add(climbed);
    }
    return new Decision(
        lead.withClocks(clocks).withOwnerless(lead.ownerless() || words.foundNoOwner()),
        words.sayings(),
        words.rungs());
  }

  /// When the next rung of any open clock is reached; empty when none will be as things stand.
  public static Optional<Instant> next(LeadClocks lead, Promises promises) {
    return lead.clocks().stream()
        .flatMap(clock -> ahead(lead, clock, promises).stream().limit(1))
        .map(Reached::at)
        .min(Instant::compareTo);
  }

  /// The instants at which the rungs of one clock that have not fired are reached as things stand.
  public static List<FiredRung> expected(
      LeadClocks lead, TrackedClock clock, Promises promises, Instant now) {
    return ahead(lead, clock, promises).stream()
        .map(next ->
            new FiredRung(
                clock.terms().id(),
                next.step().name(),
                next.step().threshold(),
                next.at(),
                now,
                next.step().actions()))
        .toList();
  }

  private record Reached(Step step, Instant at) {}

  private static List<Reached> ahead(LeadClocks lead, TrackedClock clock, Promises promises) {
    if (!clock.open()) {
      return List.of();
    }
    return promises.policy().sla().targets().stream()
        .filter(target -> target.id().equals(clock.terms().target()))
        .findFirst()
        .map(target -> ahead(lead.journal(), clock, target, promises))
        .orElse(List.of());
  }

  private static List<Reached> ahead(
      Journal journal, TrackedClock clock, Target target, Promises promises) {
    Optional<Run> run = Timekeeper.run(clock.terms(), journal, promises.eras());
    return Ladder.of(target, clock.terms().budget()).after(clock.climbed()).stream()
        .flatMap(step -> run.flatMap(course -> reached(step, course)).stream())
        .toList();
  }

  private static Optional<Reached> reached(Step step, Run run) {
    return run.reached(step.threshold()).map(at -> new Reached(step, at));
  }
}
