package dev.leadline.sla.clock;

import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.clock.Run.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out the course of one clock from the moves of its lead.
///
/// Of the first move that stops, ends or cancels a clock, stopping comes first: a promise that was
/// kept is kept. A new visit to the stage that started the clock cancels it, for that visit has a
/// clock of its own. A stage pauses while the lead is in it; an activity or another event pauses
/// until the lead next enters a stage.
public final class Timekeeper {
  private final Terms terms;
  private final Target target;
  private final Policy policy;
  private final List<Stretch> stretches = new ArrayList<>();

  private Phase phase = Phase.RUNNING;
  private Move.Owner owner = Move.Owner.NOBODY;
  private @Nullable String pausing;
  private @Nullable Instant startedAt;
  private @Nullable Instant assignedAt;
  private @Nullable Instant closedAt;
  private @Nullable String cause;

  private Timekeeper(Terms terms, Target target, Policy policy) {
    this.terms = terms;
    this.target = target;
    this.policy = policy;
  }

  /// The course of the clock; empty when the journal no longer holds its start, or the policy no
  /// longer its target.
  public static Optional<Run> run(Terms terms, Journal journal, Policy policy) {
    return policy.sla().targets().stream()
        .filter(target -> target.id().equals(terms.target()))
        .findFirst()
        .flatMap(target -> new Timekeeper(terms, target, policy).run(journal.moves()));
  }

  private Optional<Run> run(List<Move> moves) {
    for (Move move : moves) {
      if (startedAt != null) {
        take(move, startedAt);
      } else {
        note(move);
        if (move.event().equals(terms.start())) {
          start(move);
        }
      }
      if (phase.closed()) {
        break;
      }
    }
    return Optional.ofNullable(startedAt).map(this::course);
  }

  private void start(Move move) {
    startedAt = move.at();
    assignedAt = owner.owner() == null ? null : move.at();
    go(move.at());
  }

  private void take(Move move, Instant started) {
    Optional<String> stop = Triggers.fired(target.stops(), move);
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
      default -> Triggers.fired(target.cancels(), move);
    };
  }

  private void note(Move move) {
    if (move.what() instanceof Move.Owner it) {
      owner = it;
    }
    Optional<String> pause = Triggers.fired(target.pauses(), move);
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
    return WorkingHours.of(target.hours(), owner, policy);
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
