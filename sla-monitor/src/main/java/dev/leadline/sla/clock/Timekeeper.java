package dev.leadline.sla.clock;

import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.clock.Run.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out the course of one clock from the moves of its lead.
///
/// Of the first move that stops, ends or cancels a clock, stopping comes first: a promise that was
/// kept is kept. A new visit to the stage that started the clock cancels it, for that visit has a
/// clock of its own. A stage pauses while the lead is in it; an activity or another event pauses
/// until the lead next enters a stage. Every move is taken as the policy said that was in force
/// when it happened.
public final class Timekeeper {
  /// Why a clock is cancelled whose target the policy gave up.
  public static final String WITHDRAWN = "policy:withdrawn";

  private final Terms terms;
  private final Eras eras;
  private final Rule latest;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Deque<Era> coming = new ArrayDeque<>();

  private Era era;
  private Phase phase = Phase.RUNNING;
  private Move.Owner owner = Move.Owner.NOBODY;
  private @Nullable String pausing;
  private @Nullable Instant startedAt;
  private @Nullable Instant assignedAt;
  private @Nullable Instant closedAt;
  private @Nullable String cause;

  private Timekeeper(Terms terms, Eras eras, Rule latest) {
    this.terms = terms;
    this.eras = eras;
    this.latest = latest;
    this.era = eras.newest();
  }

  /// The course of the clock; empty when the journal no longer holds its start.
  public static Optional<Run> run(Terms terms, Journal journal, Eras eras) {
    return eras.latestRule(terms.target())
        .flatMap(rule -> new Timekeeper(terms, eras, rule).run(journal.moves()));
  }

  private Optional<Run> run(List<Move> moves) {
    for (Move move : moves) {
      if (startedAt != null) {
        enter(move.at());
        if (phase.closed()) {
          break;
        }
        take(move, startedAt);
      } else {
        era = eras.at(move.at());
        note(move);
        if (move.event().equals(terms.start())) {
          start(move);
        }
      }
    }
    if (startedAt != null) {
      enter(Instant.MAX);
    }
    return Optional.ofNullable(startedAt).map(this::course);
  }

  /// Counts on as each era says that began by then. One that knows the target no more cancels its
  /// clocks.
  private void enter(Instant until) {
    while (!phase.closed() && !coming.isEmpty() && !coming.getFirst().since().isAfter(until)) {
      era = coming.removeFirst();
      if (era.rules().containsKey(terms.target())) {
        go(era.since());
      } else {
        close(Phase.CANCELLED, era.since(), WITHDRAWN);
      }
    }
  }

  private void start(Move move) {
    startedAt = move.at();
    coming.addAll(eras.after(move.at()));
    assignedAt = owner.owner() == null ? null : move.at();
    go(move.at());
  }

  private void take(Move move, Instant started) {
    Optional<String> stop = Triggers.fired(rule().stops(), move);
    Optional<String> cancel = stop.isPresent() ? Optional.empty() : cancelled(move);
    if (stop.isPresent() || cancel.isPresent()) {
      close(stop.isPresent() ? Phase.MET : Phase.CANCELLED, move.at(), cancel.orElse(null));
      return;
    }
    note(move);
    if (owner.owner() != null && (assignedAt == null || isNewsOfStart(move, started))) {
      assignedAt = move.recorded();
    }
    go(move.at());
  }

  /// The routing of the very event that started the clock tells its owner at the same
  /// happened-time.
  private static boolean isNewsOfStart(Move move, Instant started) {
    return move.what() instanceof Move.Owner && move.at().equals(started);
  }

  private Optional<String> cancelled(Move move) {
    return switch (move.what()) {
      case Move.End it -> Optional.of(it.cause());
      case Move.Stage it when it.stage().equals(terms.stage()) ->
          Optional.of("visit:" + it.stage() + ":" + it.visit());
      default -> Triggers.fired(rule().cancels(), move);
    };
  }

  private void note(Move move) {
    if (move.what() instanceof Move.Owner it) {
      owner = it;
    }
    Optional<String> pause = Triggers.fired(rule().pauses(), move);
    if (pause.isPresent() || move.what() instanceof Move.Stage) {
      pausing = pause.orElse(null);
    }
  }

  /// Counts on from `at` as the owner and the stage now ask for.
  private void go(Instant at) {
    phase = pausing == null ? Phase.RUNNING : Phase.PAUSED;
    WorkingCalendar calendar = calendar();
    if (counting() && (phase == Phase.PAUSED || !stretches.getLast().calendar().equals(calendar))) {
      stand(at);
    }
    if (!counting() && phase == Phase.RUNNING) {
      stretches.add(new Stretch(at, null, calendar, used(at)));
    }
  }

  private void close(Phase how, Instant at, @Nullable String why) {
    phase = how;
    closedAt = at;
    cause = why;
    if (counting()) {
      stand(at);
    }
  }

  private boolean counting() {
    return !stretches.isEmpty() && stretches.getLast().until() == null;
  }

  private void stand(Instant at) {
    stretches.add(stretches.removeLast().ending(at));
  }

  private Duration used(Instant at) {
    return stretches.isEmpty() ? Duration.ZERO : stretches.getLast().used(at);
  }

  private WorkingCalendar calendar() {
    return WorkingHours.of(rule().hours(), owner, era);
  }

  /// What the era says; before a target was first known, what was said of it later.
  private Rule rule() {
    return era.rules().getOrDefault(terms.target(), latest);
  }

  private Run course(Instant started) {
    return new Run(
        phase,
        started,
        stretches,
        owner.owner(),
        calendar(),
        assignedAt,
        closedAt,
        phase == Phase.PAUSED ? pausing : cause);
  }
}
