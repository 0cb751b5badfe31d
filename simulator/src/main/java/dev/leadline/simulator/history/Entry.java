package dev.leadline.simulator.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.Envelope;
import dev.leadline.events.TurnTaken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a recording.
public sealed interface Entry {

  /// When it was written down.
  Instant at();

  /// The first line of a recording with turns.
  ///
  /// @param told from where on
  record Begun(List<Told> told) implements Entry {
    public Begun {
      told = List.copyOf(told);
    }

    @Override
    public Instant at() {
      return Instant.MIN;
    }
  }

  /// An event of a topic.
  ///
  /// @param envelope of a decision, without its lists of reasons, candidates and ledger lines and
  ///   without the fields of the lead; of anything else, complete
  /// @param place where the topic has it; null when that is not recorded
  /// @param source the line itself, to read more of it
  record Said(Envelope<?> envelope, @Nullable Place place, Line source) implements Entry {
    @Override
    public Instant at() {
      return envelope.recordedAt();
    }

    /// The envelope with everything in it.
    public Envelope<?> complete() {
      return LineDecoder.complete(source);
    }
  }

  /// A transaction of a service. It stands after all that it heard and before all that it said.
  ///
  /// @param at by which it decided
  record Turn(Service service, Instant at, TurnTaken taken) implements Entry {}

  /// What was changed about a rep or a pool at run time.
  ///
  /// @param line where it stands, from 1
  /// @param by who changed it
  /// @param after what holds of it since, as routing keeps it; null when it is as the policy says
  record RosterChanged(
      long line, Instant at, Subject subject, String id, String by, @Nullable JsonNode after)
      implements Entry {
    public enum Subject {
      REP,
      POOL
    }
  }
}
