package dev.leadline.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event with what CloudEvents 1.0 says about it.
///
/// @param id stable over redelivery
/// @param source who says it, such as `/leadline/routing`
/// @param time when it happened; for a decision, when that happened which it is about
/// @param recordedAt when it was written down
/// @param correlationId the accepted delivery, request or timer that began it all
/// @param causationId the event that it was decided on; null when nothing inside Leadline caused it
/// @param policyVersion the policy that decided; null for what is no decision
/// @param traceparent the W3C trace context; null when not traced
/// @param event what happened
public record Envelope<E extends Event>(
    UUID id,
    String source,
    Instant time,
    Instant recordedAt,
    String correlationId,
    @Nullable UUID causationId,
    @Nullable String policyVersion,
    @Nullable String traceparent,
    E event) {

  /// The effect of this event: same happened-time, correlation and trace, and an id derived from
  /// this one, so that deciding again names it alike.
  ///
  /// @param service the service that decides, such as `routing`
  /// @param ordinal tells effects of one type of the same cause apart, from 0
  public <F extends Event> Envelope<F> causing(
      F effect, String service, int ordinal, Instant recordedAt, @Nullable String policyVersion) {
    return new Envelope<>(
        DerivedIds.derive(id, service + ":" + EventTypes.nameOf(effect), ordinal),
        "/leadline/" + service,
        time,
        recordedAt,
        correlationId,
        id,
        policyVersion,
        traceparent,
        effect);
  }

  /// An event that nothing inside Leadline caused: a request of a person, or a timer.
  ///
  /// @param id unique to the request, or derived from the timer so that firing twice names it alike
  public static <F extends Event> Envelope<F> first(
      UUID id,
      String service,
      Instant time,
      Instant recordedAt,
      @Nullable String policyVersion,
      F event) {
    return new Envelope<>(
        id,
        "/leadline/" + service,
        time,
        recordedAt,
        id.toString(),
        null,
        policyVersion,
        null,
        event);
  }
}
