package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.application.Inbox;
import dev.leadline.intake.delivery.ContentHash;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.verification.Proof;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// What every door of the senders does: put an authentic delivery into the inbox and answer once it
/// is durable; count what came and what was refused.
@Singleton
class Doorkeeper {
  private static final Logger LOG = Logger.getLogger(Doorkeeper.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Inbox inbox;
  private final DoorMetrics metrics;
  private final InstantSource clock;

  Doorkeeper(Inbox inbox, DoorMetrics metrics, InstantSource clock) {
    this.inbox = inbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// Takes a delivery.
  ///
  /// @param body the whole of it, by which the delivery is named
  /// @param answer what the sender is told, from the delivery's id
  Uni<Response> take(
      Source source, byte[] body, List<Part> parts, Function<String, Response> answer) {
    long start = System.nanoTime();
    Instant receivedAt = now();
    String delivery = InboxEntry.id(source.id(), "delivery " + ContentHash.of(body)).toString();
    List<InboxEntry> entries =
        parts.stream().map(part -> entry(source, part, receivedAt, delivery)).toList();
    return Uni.createFrom()
        .completionStage(() -> inbox.write(entries))
        .map(_ -> {
          metrics.accepted(source.id(), start);
          return answer.apply(delivery);
        })
        .onFailure()
        .transform(failure -> notDurable(source, failure));
  }

  /// Counts and refuses a delivery whose sender has no proof.
  Problem unproven(Source source, Proof.Refused refused) {
    metrics.refused(source.id(), refused.cause().name().toLowerCase(Locale.ROOT));
    LOG.infof("Delivery not authentic source=%s cause=%s", source.id(), refused.cause());
    return Problem.unauthorized(
        "Delivery of source '" + source.id() + "' is not authentic: " + refused.detail());
  }

  /// Counts and refuses a delivery whose sender's credentials are nobody's.
  ///
  /// @param door the protocol's name
  Problem unknownSender(String door, String detail) {
    metrics.refused(door, "wrong");
    LOG.infof("Delivery of unknown sender door=%s", door);
    return Problem.unauthorized(detail);
  }

  /// Counts a refusal for another reason.
  Problem refused(String source, String outcome, Problem problem) {
    metrics.refused(source, outcome);
    return problem;
  }

  private Problem notDurable(Source source, Throwable failure) {
    metrics.refused(source.id(), "unavailable");
    LOG.warnf(
        "Delivery not stored, the sender is to try again source=%s reason=%s",
        source.id(), failure.toString());
    return Problem.unavailable(
        "Delivery of source '" + source.id() + "' was not stored: the broker does not confirm it",
        RETRY_AFTER_SECONDS);
  }

  private static InboxEntry entry(Source source, Part part, Instant receivedAt, String delivery) {
    return new InboxEntry(
        InboxEntry.id(source.id(), part.idempotencyKey()),
        part.key(),
        source.id(),
        source.kind(),
        part.contentType(),
        receivedAt,
        delivery,
        null,
        part.value());
  }
}
