package dev.leadline.messaging.inbound;

import dev.leadline.events.DeadLetterHeaders;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Puts aside a record that cannot be decided: as it was, to the dead letters of the service, and
/// as an exception for a person on the service's own topic.
final class DeadLetters {
  private static final int MAX_STACK = 8_000;
  private static final int MAX_REASON = 500;

  private final String service;
  private final String ownTopic;
  private final InstantSource clock;

  DeadLetters(String service, String ownTopic, InstantSource clock) {
    this.service = service;
    this.ownTopic = ownTopic;
    this.clock = clock;
  }

  void bury(InboundRecord record, Throwable cause, Transaction transaction) {
    UUID id = DerivedIds.ofText("%s dead letter of %s".formatted(service, place(record)));
    transaction.publish(letter(record, cause, id));
    if (!isAboutPoison(record)) {
      transaction.publish(OutboundRecord.of(ownTopic, exception(record, cause, id)));
    }
  }

  private OutboundRecord letter(InboundRecord record, Throwable cause, UUID id) {
    Map<String, String> headers = new HashMap<>(record.headers());
    @Nullable String originalId = headers.put(Headers.ID, id.toString());
    headers.put(DeadLetterHeaders.REASON, cut(cause.toString(), MAX_REASON));
    headers.put(DeadLetterHeaders.STACK, cut(stack(cause), MAX_STACK));
    // One that was tried again keeps what it was the first time.
    if (originalId != null) {
      headers.putIfAbsent(DeadLetterHeaders.ID, originalId);
    }
    headers.putIfAbsent(DeadLetterHeaders.TOPIC, record.topic());
    headers.putIfAbsent(DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
    headers.putIfAbsent(DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
    return new OutboundRecord(Topics.deadLetters(service), keyOf(record), headers, record.value());
  }

  /// The detail names the kind of failure only: its message may quote personal data.
  private Envelope<ExceptionRaised> exception(InboundRecord record, Throwable cause, UUID id) {
    @Nullable LeadId lead = leadOf(record);
    ExceptionRaised raised =
        new ExceptionRaised(
            ExceptionReason.POISON_EVENT,
            keyOf(record),
            service,
            lead,
            "Record '%s' was to be decided, %s was thrown"
                .formatted(place(record), cause.getClass().getSimpleName()),
            "Read the reason in the headers of dead letter '%s' in '%s', mend it and retry"
                .formatted(id, Topics.deadLetters(service)));
    UUID raisedId = DerivedIds.derive(id, "exception", 0);
    return new Envelope<>(
        raisedId,
        "/leadline/" + service,
        happenedAt(record),
        clock.instant(),
        record.headers().getOrDefault("ce_correlationid", raisedId.toString()),
        causeOf(record),
        null,
        record.headers().get("traceparent"),
        raised);
  }

  /// An exception about poison that is poison itself would raise the next one without end.
  private boolean isAboutPoison(InboundRecord record) {
    return record.topic().equals(ownTopic)
        && EventTypes.nameOf(ExceptionRaised.class).equals(record.headers().get("ce_type"));
  }

  private static String place(InboundRecord record) {
    return "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private static String keyOf(InboundRecord record) {
    @Nullable String key = record.key();
    return key == null || key.isBlank() ? place(record) : key;
  }

  private static @Nullable LeadId leadOf(InboundRecord record) {
    try {
      return LeadId.parse(keyOf(record));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable UUID causeOf(InboundRecord record) {
    try {
      String id = record.headers().getOrDefault(Headers.ID, "");
      return UUID.fromString(record.headers().getOrDefault(DeadLetterHeaders.ID, id));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Instant happenedAt(InboundRecord record) {
    try {
      return Instant.parse(record.headers().getOrDefault("ce_time", ""));
    } catch (DateTimeParseException _) {
      return record.timestamp();
    }
  }

  private static String stack(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
