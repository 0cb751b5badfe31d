package dev.leadline.sla.exception;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Exception events of one sort in a row, gathered so that a storm costs no more than its subjects.
public sealed interface Wave {

  /// @param raised one for each (reason, subject)
  record OfRaised(List<Raised> raised) implements Wave {}

  /// @param resolved one for each (reason, subject)
  record OfResolved(List<Resolved> resolved) implements Wave {}

  /// @param id of the exception, if it is a new one
  /// @param latest the last time it was raised
  /// @param times how often
  record Raised(UUID id, ExceptionRaised latest, Instant firstAt, Instant lastAt, int times) {

    private Raised and(Raised later) {
      return new Raised(id, later.latest, firstAt, later.lastAt, times + later.times);
    }
  }

  /// @param at when that was recorded; what was raised after it is not resolved by it
  record Resolved(ExceptionResolved event, Instant at) {}

  /// The waves of exception events, in their order.
  static List<Wave> of(List<Envelope<? extends ExceptionEvent>> envelopes) {
    List<Wave> waves = new ArrayList<>();
    Map<Key, Raised> raised = new LinkedHashMap<>();
    Map<Key, Resolved> resolved = new LinkedHashMap<>();
    for (Envelope<? extends ExceptionEvent> envelope : envelopes) {
      switch (envelope.event()) {
        case ExceptionRaised event -> {
          end(waves, resolved, OfResolved::new);
          raised.merge(
              new Key(event.reason(), event.subject()), first(envelope, event), Raised::and);
        }
        case ExceptionResolved event -> {
          end(waves, raised, OfRaised::new);
          resolved.put(
              new Key(event.reason(), event.subject()), new Resolved(event, envelope.recordedAt()));
        }
      }
    }
    end(waves, raised, OfRaised::new);
    end(waves, resolved, OfResolved::new);
    return waves;
  }

  private static Raised first(Envelope<?> envelope, ExceptionRaised event) {
    return new Raised(
        DerivedIds.derive(envelope.id(), "exception", 0),
        event,
        envelope.recordedAt(),
        envelope.recordedAt(),
        1);
  }

  private static <T> void end(
      List<Wave> waves, Map<Key, T> gathered, Function<List<T>, Wave> wave) {
    if (!gathered.isEmpty()) {
      waves.add(wave.apply(List.copyOf(gathered.values())));
      gathered.clear();
    }
  }

  /// What at most one open exception exists for.
  record Key(ExceptionReason reason, String subject) {}
}
