package dev.leadline.sla.clock;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.Policy;
import dev.leadline.sla.clock.Starts.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a move does to the clocks of its lead.
public final class ClockDecider {
  /// Who says what this package decides.
  public static final String SERVICE = "sla-monitor";

  private ClockDecider() {}

  /// Takes a move, whatever came before or after it.
  ///
  /// @param now when it is decided, which only tells whether a breach is noticed late
  public static Decision take(LeadClocks before, Observation seen, Promises promises, Instant now) {
    if (before.journal().holds(seen.move().event())) {
      return Decision.nothing(before);
    }
    LeadClocks known = news(before, seen, promises.policy());
    Changes changes = new Changes(known.snapshot(), words(seen.move()), now);
    List<TrackedClock> clocks = new ArrayList<>();
    for (TrackedClock clock : known.clocks()) {
      clocks.add(followed(clock, known.journal(), promises.eras(), changes));
    }
    for (Start start : Starts.of(seen, known.market(), promises.policy())) {
      if (known.clocks().stream().noneMatch(each -> each.terms().id().equals(start.terms().id()))) {
        started(start, known.journal(), promises.eras(), changes).ifPresent(clocks::add);
      }
    }
    Decision decided = new Decision(known.withClocks(clocks), changes.sayings(), changes.rungs());
    return trimmed(ownerFound(decided, seen));
  }

  /// Follows the open clocks of a lead into the newest era. What it changes is told as of its
  /// beginning, both dues on record; a clock whose target it gave up is cancelled.
  public static Decision reconsider(LeadClocks lead, Promises promises, Instant now) {
    Era era = promises.eras().newest();
    Changes changes = new Changes(lead.snapshot(), "policy:" + promises.policy().version(), now);
    List<TrackedClock> clocks = new ArrayList<>();
    for (TrackedClock clock : lead.clocks()) {
      clocks.add(clock.open() ? followed(clock, lead.journal(), promises.eras(), changes) : clock);
    }
    return new Decision(
        lead.withClocks(clocks),
        changes.sayings().stream().map(saying -> saying.broughtBy(era)).toList(),
        changes.rungs());
  }

  private static String words(Move move) {
    return switch (move.what()) {
      case Move.Stage it -> "stage:" + it.stage();
      case Move.Activity it -> "activity:" + it.activity();
      case Move.Owner _, Move.Other _ -> "event:" + move.type();
      case Move.End it -> it.cause();
    };
  }

  private static LeadClocks news(LeadClocks lead, Observation seen, Policy policy) {
    boolean newer =
        lead.journal().moves().isEmpty() || seen.lead().version() > lead.snapshot().version();
    LeadSnapshot snapshot = newer ? seen.lead() : lead.snapshot();
    String market =
        newer ? policy.segmentsOf(snapshot).stream().findFirst().orElse(null) : lead.market();
    return new LeadClocks(
        snapshot,
        market,
        lead.journal().with(seen.move()),
        lead.clocks(),
        firstResponse(lead.firstResponse(), seen.move(), policy),
        lead.ownerless());
  }

  /// A response is what a person does that stops a clock of any target.
  private static @Nullable Instant firstResponse(
      @Nullable Instant known, Move move, Policy policy) {
    boolean response =
        move.what() instanceof Move.Activity it
            && policy.sla().targets().stream()
                .anyMatch(target -> target.stops().activities().contains(it.activity()));
    return response && (known == null || move.at().isBefore(known)) ? move.at() : known;
  }

  private static TrackedClock followed(
      TrackedClock clock, Journal journal, Eras eras, Changes changes) {
    return Timekeeper.run(clock.terms(), journal, eras)
        .map(run -> {
          TrackedClock after = clock.standing(run.standing(clock.terms().budget()));
          return changes.changed(clock.standing(), after, run);
        })
        .orElse(clock);
  }

  private static Optional<TrackedClock> started(
      Start start, Journal journal, Eras eras, Changes changes) {
    return Timekeeper.run(start.terms(), journal, eras)
        .map(run -> {
          Terms terms = start.terms();
          TrackedClock clock = new TrackedClock(terms, run.standing(terms.budget()), Duration.ZERO);
          changes.started(clock, run, start.because());
          return changes.changed(null, clock, run);
        });
  }

  private static Decision ownerFound(Decision decided, Observation seen) {
    LeadClocks lead = decided.lead();
    boolean found = seen.move().what() instanceof Move.Owner it && it.owner() != null;
    if (!found || !lead.ownerless()) {
      return decided;
    }
    ExceptionResolved resolved =
        new ExceptionResolved(
            ExceptionReason.CLOCK_WITHOUT_OWNER,
            lead.id().toString(),
            SERVICE,
            lead.id(),
            "The lead has an owner");
    List<Saying> sayings =
        lead.clocks().stream()
            .limit(1)
            .map(clock ->
                Saying.of(clock, "owner-found", resolved, Reason.matched("owner", "assigned")))
            .toList();
    return decided.then(new Decision(lead.withOwnerless(false), sayings, List.of()));
  }

  private static Decision trimmed(Decision decided) {
    LeadClocks lead = decided.lead();
    Instant needed =
        lead.clocks().stream()
            .filter(TrackedClock::open)
            .map(clock -> clock.standing().startedAt())
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    Journal journal = lead.journal().trimmed(needed);
    return journal.equals(lead.journal())
        ? decided
        : new Decision(lead.withJournal(journal), decided.sayings(), decided.rungs());
  }
}
