package dev.leadline.intake.application;

import dev.leadline.events.Topics;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.messaging.OutboundRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the inbox topic writes down an entry: CloudEvents attributes in headers, the event as it
/// came in the value.
public final class InboxRecords {
  private static final String TYPE = "dev.leadline.DeliveryReceived";
  private static final String SOURCE = "leadline_source";
  private static final String KIND = "leadline_kind";
  private static final String RELEASED_FROM = "leadline_releasedfrom";
  private static final String TRACEPARENT = "traceparent";

  private InboxRecords() {}

  public static OutboundRecord toRecord(InboxEntry entry) {
    return new OutboundRecord(Topics.INBOX, entry.key(), headers(entry), entry.value());
  }

  /// The headers of an entry's record.
  public static Map<String, String> headers(InboxEntry entry) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", entry.id().toString());
    headers.put("ce_source", "/leadline/intake/" + entry.source());
    headers.put("ce_type", TYPE);
    headers.put("ce_time", entry.receivedAt().toString());
    headers.put("ce_recordedtime", entry.receivedAt().toString());
    headers.put("ce_correlationid", entry.correlation());
    headers.put("content-type", entry.contentType());
    headers.put(SOURCE, entry.source());
    headers.put(KIND, entry.kind().id());
    if (entry.releasedFrom() != null) {
      headers.put(RELEASED_FROM, entry.releasedFrom().toString());
    }
    if (entry.traceparent() != null) {
      headers.put(TRACEPARENT, entry.traceparent());
    }
    return headers;
  }

  /// @throws IllegalArgumentException naming the header that is missing or cannot be read
  public static InboxEntry toEntry(
      @Nullable String key, Map<String, String> headers, byte[] value) {
    String kind = required(headers, KIND);
    String releasedFrom = headers.get(RELEASED_FROM);
    return new InboxEntry(
        UUID.fromString(required(headers, "ce_id")),
        key == null ? "" : key,
        required(headers, SOURCE),
        SourceKind.of(kind)
            .orElseThrow(
                () -> new IllegalArgumentException("Header '" + KIND + "' is '" + kind + "'")),
        required(headers, "content-type"),
        Instant.parse(required(headers, "ce_time")),
        required(headers, "ce_correlationid"),
        releasedFrom == null ? null : UUID.fromString(releasedFrom),
        headers.get(TRACEPARENT),
        value);
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Inbox record has no header '" + name + "'");
    }
    return value;
  }
}
