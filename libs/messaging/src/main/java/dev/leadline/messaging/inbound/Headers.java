package dev.leadline.messaging.inbound;

import dev.leadline.messaging.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Records and headers in the words of this library.
final class Headers {
  /// By which a repeat is recognised.
  static final String ID = "ce_id";

  static final String RECORDED = "ce_recordedtime";

  private static final byte[] NOTHING = {};

  private Headers() {}

  static InboundRecord toInbound(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), text(header));
      }
    }
    byte @Nullable [] value = record.value();
    return new InboundRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        headers,
        value == null ? NOTHING : value,
        Instant.ofEpochMilli(record.timestamp()));
  }

  /// The last value of a header; null when there is none.
  static @Nullable String last(ConsumerRecord<?, ?> record, String name) {
    @Nullable Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : text(header);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
