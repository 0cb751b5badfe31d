package dev.leadline.stack.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.audit.ChainHead;
import dev.leadline.events.AuditEvent;
import dev.leadline.events.EventCodec;
import dev.leadline.events.Topics;
import dev.leadline.stack.infra.WholeTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the services told of their chains, outside of the databases that hold them.
public final class PublishedHeads {
  private PublishedHeads() {}

  /// Every head that the topic still has, the last links that were dropped among them; none when
  /// nothing was told yet.
  public static List<ChainHead> read(String bootstrap) {
    return WholeTopics.read(bootstrap, List.of(Topics.AUDIT)).stream()
        .map(PublishedHeads::head)
        .toList();
  }

  private static ChainHead head(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    AuditEvent event = (AuditEvent) EventCodec.decode(headers, record.value()).event();
    return new ChainHead(event.chain(), event.sequence(), event.hash());
  }
}
