package dev.leadline.lifecycle.store;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.Visit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `stage_visit`, to be read; the hot path writes it.
@Entity
@Table(name = "stage_visit")
@IdClass(StageVisitEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class StageVisitEntity {
  @Id
  @Column(name = "lead_id")
  UUID leadId;

  @Id Integer position;

  String stage;

  @Column(name = "visit")
  Integer number;

  @Column(name = "entered_at")
  Instant enteredAt;

  @Column(name = "left_at")
  @Nullable Instant leftAt;

  /// The primary key.
  public record Key(UUID leadId, Integer position) {}

  Visit toVisit() {
    return new Visit(new LeadId(leadId), position, stage, number, enteredAt, leftAt);
  }
}
