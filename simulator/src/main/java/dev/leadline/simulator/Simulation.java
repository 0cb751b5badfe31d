package dev.leadline.simulator;

import dev.leadline.events.AboutLead;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.policy.Policy;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Recording;
import dev.leadline.simulator.history.Service;
import dev.leadline.simulator.replay.Replay;
import dev.leadline.simulator.report.Comparison;
import dev.leadline.simulator.report.Report;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Tries a policy on recorded leads. The same recording and policies give the same report, whenever
/// and wherever that is.
public final class Simulation {
  private final Policy policy;
  private final @Nullable Policy against;
  private final Period period;

  /// @param policy that is tried
  /// @param against that it is compared with; null to compare with what was recorded
  /// @param period whose leads are told of; what was recorded before only leads up to it
  public Simulation(Policy policy, @Nullable Policy against, Period period) {
    this.policy = policy;
    this.against = against;
    this.period = period;
  }

  /// Replays a recording.
  ///
  /// @param progress told the bytes read so far
  public Report run(Recording recording, LongConsumer progress) throws IOException {
    Comparison comparison = new Comparison(policy);
    Replay tried = new Replay(policy, comparison::after);
    Replay other =
        against == null
            ? null
            : new Replay(against, (lead, said) -> comparison.before(lead, said, said::event));
    recording.read(
        entry -> {
          note(entry, comparison);
          if (other != null) {
            other.accept(entry);
          }
          tried.accept(entry);
          if (other == null && entry instanceof Entry.Said said) {
            recorded(said, comparison);
          }
        },
        progress);
    return comparison.report(
        against == null ? "recorded" : "compared with",
        against == null ? null : against.version(),
        tried.untold());
  }

  private void note(Entry entry, Comparison comparison) {
    if (entry instanceof Entry.Begun || entry instanceof Entry.Turn) {
      return;
    }
    if (period.covers(entry.at())) {
      comparison.read(entry.at());
    }
    if (!(entry instanceof Entry.Said(Envelope<?> envelope, _, _))
        || !(envelope.event() instanceof IntakeEvent)
        || !(envelope.event() instanceof AboutLead about)) {
      return;
    }
    if (envelope.event() instanceof LeadCaptured && period.covers(entry.at())) {
      comparison.begins(about.lead().id());
    }
    comparison.knows(about.lead());
  }

  private void recorded(Entry.Said said, Comparison comparison) {
    Envelope<?> envelope = said.envelope();
    if (Service.of(envelope.source()).isPresent() && period.covers(said.at())) {
      subject(envelope)
          .ifPresent(lead -> comparison.before(lead, envelope, () -> said.complete().event()));
    }
  }

  private static Optional<LeadId> subject(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case AboutLead about -> Optional.of(about.lead().id());
      case AssignmentEnded ended -> Optional.of(ended.id());
      case ExceptionRaised raised -> Optional.ofNullable(raised.lead());
      case ExceptionResolved resolved -> Optional.ofNullable(resolved.lead());
      default -> Optional.empty();
    };
  }
}
