package dev.leadline.lifecycle.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import java.time.Instant;
import java.util.UUID;

/// What a decision follows from; it makes the envelopes of its effects.
public sealed interface Cause {
  String SERVICE = "lifecycle";

  /// When it happened; a clock that was ahead counts as the time of recording.
  Instant time();

  /// The envelope of an effect.
  ///
  /// @param ordinal tells effects of one type apart, from 0
  <F extends Event> Envelope<F> effect(F event, int ordinal);

  /// A timer that was due before, as it would have been had it been looked at in time.
  ///
  /// @param id of the timer
  /// @param due when it was due
  Cause ofTimer(UUID id, Instant due);

  /// An event of another service.
  record OfEvent(Envelope<?> envelope, Instant now, String policyVersion) implements Cause {
    @Override
    public Instant time() {
      Instant happened = envelope.time();
      Instant recorded = envelope.recordedAt();
      return happened.isAfter(recorded) ? recorded : happened;
    }

    @Override
    public <F extends Event> Envelope<F> effect(F event, int ordinal) {
      return envelope.causing(event, SERVICE, ordinal, now, policyVersion);
    }

    @Override
    public Cause ofTimer(UUID id, Instant due) {
      return new OfItself(id, due, now, policyVersion);
    }
  }

  /// A request, or a timer that became due at `time`.
  ///
  /// @param id of the request or the timer, under which its effects are correlated
  record OfItself(UUID id, Instant time, Instant now, String policyVersion) implements Cause {
    @Override
    public <F extends Event> Envelope<F> effect(F event, int ordinal) {
      return new Envelope<>(
          DerivedIds.derive(id, SERVICE + ":" + EventTypes.nameOf(event), ordinal),
          "/leadline/" + SERVICE,
          time,
          now,
          id.toString(),
          null,
          policyVersion,
          null,
          event);
    }

    @Override
    public Cause ofTimer(UUID timer, Instant due) {
      return new OfItself(timer, due, now, policyVersion);
    }
  }
}
