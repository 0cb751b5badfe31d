package dev.leadline.simulator.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a recording.
public sealed interface Entry {

  /// Where it stands, from 1.
  long line();

  /// When it was written down.
  Instant at();

  /// An event of a topic.
  ///
  /// @param envelope of a decision, without its lists of reasons, candidates and ledger lines and
  ///   without the fields of the lead; of anything else, complete
  /// @param source the line itself, to read more of it
  record Said(long line, Envelope<?> envelope, Line source) implements Entry {
    @Override
    public Instant at() {
      return envelope.recordedAt();
    }

    /// The envelope with everything in it.
    public Envelope<?> complete() {
      return LineDecoder.complete(source);
    }
  }

  /// What was changed about a rep or a pool at run time.
  ///
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
