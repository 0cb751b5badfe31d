package dev.leadline.intake.store;

import dev.leadline.intake.application.Quarantine.Held;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `quarantine` without its content, for lists.
@Entity
@Immutable
@Table(name = "quarantine")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class QuarantinedDeliveryEntity {
  @Id UUID id;

  String source;

  String reason;

  String detail;

  int bytes;

  @Column(name = "received_at")
  Instant receivedAt;

  @Column(name = "quarantined_at")
  Instant quarantinedAt;

  @Column(name = "released_at")
  @Nullable Instant releasedAt;

  Held toHeld() {
    return new Held(id, source, reason, detail, bytes, receivedAt, quarantinedAt, releasedAt);
  }
}
