package dev.leadline.messaging.inbound;

import dev.leadline.events.DeadLetterHeaders;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has dead letters that are put to the service's retry topic decided as the records that they
/// were. A letter is decided again once at most; one that fails again becomes another letter.
final class RetriedRecords implements BatchHandler {
  private final BatchHandler handler;
  private final String retries;

  RetriedRecords(BatchHandler handler, String service) {
    this.handler = handler;
    this.retries = Topics.retries(service);
  }

  @Override
  public Set<String> topics() {
    Set<String> topics = new HashSet<>(handler.topics());
    topics.add(retries);
    return topics;
  }

  @Override
  public Duration rest() {
    return handler.rest();
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    List<InboundRecord> records =
        batch.records().stream()
            .map(record -> record.topic().equals(retries) ? opened(record) : record)
            .toList();
    handler.handle(new Batch(batch.topic(), batch.partition(), records), transaction);
  }

  private static InboundRecord opened(InboundRecord letter) {
    Map<String, String> headers = new HashMap<>(letter.headers());
    headers.remove(DeadLetterHeaders.REASON);
    headers.remove(DeadLetterHeaders.STACK);
    headers.remove(Headers.ID);
    @Nullable String id = headers.remove(DeadLetterHeaders.ID);
    if (id != null) {
      headers.put(Headers.ID, id);
    }
    return new InboundRecord(
        known(headers, DeadLetterHeaders.TOPIC),
        Integer.parseInt(known(headers, DeadLetterHeaders.PARTITION)),
        Long.parseLong(known(headers, DeadLetterHeaders.OFFSET)),
        letter.key(),
        headers,
        letter.value(),
        letter.timestamp());
  }

  private static String known(Map<String, String> headers, String name) {
    @Nullable String value = headers.remove(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "A record to be decided again has no header '" + name + "'");
    }
    return value;
  }
}
