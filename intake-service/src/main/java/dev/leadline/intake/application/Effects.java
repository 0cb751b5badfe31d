package dev.leadline.intake.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.Topics;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Publishes the effects of one inbox entry, each under an id that follows from the entry.
final class Effects {
  private static final String SERVICE = "intake";

  private final InboxEntry cause;
  private final Instant happenedAt;
  private final Instant now;
  private final String policyVersion;
  private final Map<String, Integer> ordinals = new HashMap<>();

  Effects(InboxEntry cause, Instant happenedAt, Instant now, String policyVersion) {
    this.cause = cause;
    this.happenedAt = happenedAt;
    this.now = now;
    this.policyVersion = policyVersion;
  }

  void publish(IntakeEvent event, Transaction transaction) {
    String type = EventTypes.nameOf(event);
    int ordinal = ordinals.merge(type, 1, Integer::sum) - 1;
    transaction.publish(
        OutboundRecord.of(
            Topics.INTAKE,
            new Envelope<>(
                DerivedIds.derive(cause.id(), SERVICE + ":" + type, ordinal),
                "/leadline/" + SERVICE,
                happenedAt,
                now,
                cause.correlation(),
                cause.id(),
                policyVersion,
                cause.traceparent(),
                event)));
  }
}
