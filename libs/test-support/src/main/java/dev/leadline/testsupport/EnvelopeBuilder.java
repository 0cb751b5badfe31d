package dev.leadline.testsupport;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Builds envelopes: `anEnvelopeOf(event).at(time).build()`. Without more said, it happened and was
/// recorded at [LeadBuilder#MONDAY_MORNING], and its id follows from its type, subject, time and
/// number.
///
/// @param <E> the type of the event
public final class EnvelopeBuilder<E extends Event> {
  private final E event;
  private int number = 1;
  private Instant time = LeadBuilder.MONDAY_MORNING;
  private @Nullable Instant recordedAt;
  private @Nullable UUID id;
  private @Nullable UUID causationId;
  private @Nullable String policyVersion;
  private String source = "/leadline/test";
  private String correlationId = "delivery-1";

  private EnvelopeBuilder(E event) {
    this.event = event;
  }

  public static <E extends Event> EnvelopeBuilder<E> anEnvelopeOf(E event) {
    return new EnvelopeBuilder<>(event);
  }

  /// Tells events of one type, subject and time apart.
  public EnvelopeBuilder<E> number(int number) {
    this.number = number;
    return this;
  }

  /// When it happened; recorded at the same time unless [#recordedAt] says otherwise.
  public EnvelopeBuilder<E> at(Instant time) {
    this.time = time;
    return this;
  }

  public EnvelopeBuilder<E> recordedAt(Instant recordedAt) {
    this.recordedAt = recordedAt;
    return this;
  }

  public EnvelopeBuilder<E> id(UUID id) {
    this.id = id;
    return this;
  }

  public EnvelopeBuilder<E> from(String service) {
    this.source = "/leadline/" + service;
    return this;
  }

  public EnvelopeBuilder<E> correlationId(String correlationId) {
    this.correlationId = correlationId;
    return this;
  }

  public EnvelopeBuilder<E> causedBy(Envelope<?> cause) {
    this.causationId = cause.id();
    this.correlationId = cause.correlationId();
    return this;
  }

  public EnvelopeBuilder<E> policyVersion(String policyVersion) {
    this.policyVersion = policyVersion;
    return this;
  }

  public Envelope<E> build() {
    return new Envelope<>(
        id == null ? derivedId() : id,
        source,
        time,
        recordedAt == null ? time : recordedAt,
        correlationId,
        causationId,
        policyVersion,
        null,
        event);
  }

  private UUID derivedId() {
    return DerivedIds.ofText(
        String.join(
            " ",
            EventTypes.nameOf(event),
            event.subject(),
            time.toString(),
            Integer.toString(number)));
  }
}
