package dev.leadline.audit.keeping;

import dev.leadline.events.AuditEvent;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What a service says of its audit trail.
@ApplicationScoped
class AuditNews {
  private final String service;
  private final boolean on;

  @Inject
  AuditNews(
      @ConfigProperty(name = "leadline.service") String service,
      @ConfigProperty(name = "leadline.messaging.enabled", defaultValue = "true") boolean on) {
    this.service = service;
    this.on = on;
  }

  /// Whether messaging is on, without which nothing is said.
  boolean isOn() {
    return on;
  }

  /// Says it when the transaction commits, if messaging is on.
  void publish(Transaction transaction, AuditEvent event, Instant now) {
    if (!on) {
      return;
    }
    Envelope<AuditEvent> envelope =
        Envelope.first(
            DerivedIds.ofText("audit:" + event + ":" + now), service, now, now, null, event);
    transaction.publish(OutboundRecord.of(Topics.AUDIT, envelope));
  }
}
