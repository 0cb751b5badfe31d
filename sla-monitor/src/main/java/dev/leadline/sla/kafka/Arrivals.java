package dev.leadline.sla.kafka;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.sla.application.Arrival;
import dev.leadline.sla.clock.Interest;
import dev.leadline.sla.scorecard.Counting;
import dev.leadline.sla.timeline.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records as arrivals. The JSON of an event is read only when a clock, the queue of exceptions or
/// the scorecard may need it; the timeline takes it as it is.
final class Arrivals {
  private static final String PREFIX = "dev.leadline.";

  private Arrivals() {}

  /// @throws IllegalArgumentException when the record is not an event of a lead
  static Optional<Arrival> of(InboundRecord record, Interest interest) {
    String type = required(record, "ce_type");
    if (type.equals(PREFIX + "ExceptionRaised") || type.equals(PREFIX + "ExceptionResolved")) {
      return Optional.of(exception(record));
    }
    if (record.topic().equals(Topics.SLA)) {
      return Optional.empty();
    }
    boolean moving = interest.in(type, record.value());
    Envelope<?> read = moving || Counting.always(type) ? record.envelope() : null;
    return Optional.of(
        new Arrival(record.offset(), entry(record, lead(record)), moving ? read : null, read));
  }

  private static Arrival exception(InboundRecord record) {
    Envelope<?> envelope = record.envelope();
    LeadId lead =
        switch ((ExceptionEvent) envelope.event()) {
          case ExceptionRaised it -> it.lead();
          case ExceptionResolved it -> it.lead();
        };
    return new Arrival(
        record.offset(), lead == null ? null : entry(record, lead), envelope, envelope);
  }

  private static LeadId lead(InboundRecord record) {
    String key = record.key();
    if (key == null) {
      throw new IllegalArgumentException("Record of an event has no key");
    }
    return LeadId.parse(key);
  }

  private static Entry entry(InboundRecord record, LeadId lead) {
    Map<String, String> headers = record.headers();
    String name = required(record, "ce_type");
    String type = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return new Entry(
        UUID.fromString(required(record, "ce_id")),
        lead,
        type,
        required(record, "ce_source"),
        Instant.parse(required(record, "ce_time")),
        Instant.parse(required(record, "ce_recordedtime")),
        record.offset(),
        required(record, "ce_correlationid"),
        optional(headers.get("ce_causationid")),
        headers.get("ce_policyversion"),
        Entry.kept(type, record.value()));
  }

  private static @Nullable UUID optional(@Nullable String id) {
    return id == null ? null : UUID.fromString(id);
  }

  private static String required(InboundRecord record, String header) {
    String value = record.headers().get(header);
    if (value == null) {
      throw new IllegalArgumentException("Header '" + header + "' is missing");
    }
    return value;
  }
}
