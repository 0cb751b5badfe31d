package dev.leadline.sla.application;

import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.LeadId;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.clock.Run;
import dev.leadline.sla.clock.Standing;
import dev.leadline.sla.clock.Timekeeper;
import dev.leadline.sla.clock.TrackedClock;
import dev.leadline.sla.ladder.Escalation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The clocks of a lead as they stand at this moment.
@ApplicationScoped
public class ReadClocks {
  private final Leads leads;
  private final Timeline timeline;
  private final ActivePromises active;
  private final InstantSource time;

  ReadClocks(Leads leads, Timeline timeline, ActivePromises active, InstantSource time) {
    this.leads = leads;
    this.timeline = timeline;
    this.active = active;
    this.time = time;
  }

  /// @param used the working time used until now, or until it closed
  /// @param breached whether that is more than the budget
  /// @param split the elapsed time until now, or until it closed, by who used it; null when the
  ///   past that it follows from is no longer kept
  /// @param fired the rungs that have fired, in order
  /// @param ahead the rungs to come, and when as things stand
  public record Reading(
      TrackedClock clock,
      Duration used,
      boolean breached,
      @Nullable TimeSplit split,
      List<FiredRung> fired,
      List<FiredRung> ahead) {}

  /// In the order in which they started; empty when the lead is not known.
  public Optional<List<Reading>> of(LeadId id) {
    Optional<LeadClocks> lead = leads.find(id);
    if (lead.isEmpty()) {
      return timeline.knows(id) ? Optional.of(List.of()) : Optional.empty();
    }
    List<FiredRung> fired = leads.firedRungs(id);
    Instant now = time.instant();
    return Optional.of(
        lead.get().clocks().stream().map(clock -> reading(lead.get(), clock, fired, now)).toList());
  }

  private Reading reading(LeadClocks lead, TrackedClock clock, List<FiredRung> fired, Instant now) {
    Promises promises = active.get();
    Standing standing = clock.standing();
    Instant until = standing.closedAt() == null ? now : standing.closedAt();
    Optional<Run> run = Timekeeper.run(clock.terms(), lead.journal(), promises.eras());
    Duration used = run.map(course -> course.used(until)).orElse(standing.used());
    return new Reading(
        clock,
        used,
        used.compareTo(clock.terms().budget()) > 0,
        standing.split() != null
            ? standing.split()
            : run.map(course -> course.split(until)).orElse(null),
        fired.stream().filter(rung -> rung.clock().equals(clock.terms().id())).toList(),
        Escalation.expected(lead, clock, promises, now));
  }
}
