package dev.leadline.testsupport;

import dev.leadline.events.Envelope;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/// Says what an envelope has to be: `assertThatEnvelope(effect).isCausedBy(cause)`.
public final class EnvelopeAssert extends AbstractAssert<EnvelopeAssert, Envelope<?>> {
  private EnvelopeAssert(Envelope<?> actual) {
    super(actual, EnvelopeAssert.class);
  }

  public static EnvelopeAssert assertThatEnvelope(Envelope<?> actual) {
    return new EnvelopeAssert(actual);
  }

  /// Same happened-time and correlation as the cause, which it names.
  public EnvelopeAssert isCausedBy(Envelope<?> cause) {
    require("causation id", actual.causationId(), cause.id());
    require("correlation id", actual.correlationId(), cause.correlationId());
    require("time", actual.time(), cause.time());
    return this;
  }

  public EnvelopeAssert happenedAt(Instant time) {
    require("time", actual.time(), time);
    return this;
  }

  public EnvelopeAssert wasRecordedAt(Instant time) {
    require("recorded time", actual.recordedAt(), time);
    return this;
  }

  private void require(
      String what, @org.jspecify.annotations.Nullable Object found, Object wanted) {
    if (!Objects.equals(found, wanted)) {
      failWithMessage(
          "Expected %s of envelope %s to be %s but it was %s", what, actual.id(), wanted, found);
    }
  }
}
