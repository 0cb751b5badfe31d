package dev.leadline.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.DeadLetterHeaders;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// A record that a service could not decide.
///
/// @param service the service's short name
/// @param sentBack whether it was put to be decided again
public record Letter(String service, ConsumerRecord<byte[], byte[]> record, boolean sentBack) {
  private static final String ID = "ce_id";

  /// By which it is named.
  public String id() {
    return id(record);
  }

  static String id(ConsumerRecord<byte[], byte[]> record) {
    return header(record, ID);
  }

  /// The type of the event that it was; empty when it had none.
  public String type() {
    return header(record, "ce_type");
  }

  /// Where the record stood: topic, partition, offset.
  public String place() {
    return "%s/%s/%s"
        .formatted(
            header(record, DeadLetterHeaders.TOPIC),
            header(record, DeadLetterHeaders.PARTITION),
            header(record, DeadLetterHeaders.OFFSET));
  }

  public String reason() {
    return header(record, DeadLetterHeaders.REASON);
  }

  /// When it was put aside.
  public Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
