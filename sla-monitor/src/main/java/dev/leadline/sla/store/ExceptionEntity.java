package dev.leadline.sla.store;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.sla.exception.ExceptionCase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/// A row of `exception_case`, for reading; batches write it set-based.
@Entity
@Immutable
@Table(name = "exception_case")
@NullUnmarked
class ExceptionEntity {
  @Id UUID id;

  @Enumerated(EnumType.STRING)
  ExceptionReason reason;

  String subject;
  String service;

  @Column(name = "lead_id")
  UUID leadId;

  String detail;

  @Column(name = "next_step")
  String nextStep;

  @Enumerated(EnumType.STRING)
  ExceptionCase.State state;

  int count;

  @Column(name = "first_raised_at")
  Instant firstRaisedAt;

  @Column(name = "last_raised_at")
  Instant lastRaisedAt;

  @Column(name = "assigned_to")
  String assignedTo;

  @Column(name = "handled_by")
  String handledBy;

  @Column(name = "handled_at")
  Instant handledAt;

  String note;

  ExceptionCase value() {
    return new ExceptionCase(
        id,
        reason,
        subject,
        service,
        leadId == null ? null : new LeadId(leadId),
        detail,
        nextStep,
        state,
        count,
        firstRaisedAt,
        lastRaisedAt,
        assignedTo,
        handledBy,
        handledAt,
        note);
  }
}
