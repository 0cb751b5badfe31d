package dev.leadline.stack.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.audit.ChainHead;
import dev.leadline.events.AuditEvent;
import dev.leadline.events.EventCodec;
import dev.leadline.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What the services told of their chains, outside of the databases that hold them.
public final class PublishedHeads {
  private static final Duration POLL = Duration.ofMillis(200);

  private PublishedHeads() {}

  /// Every head that the topic still has, the last links that were dropped among them; none when
  /// nothing was told yet.
  public static List<ChainHead> read(String bootstrap) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "allow.auto.create.topics", "false",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.listTopics().containsKey(Topics.AUDIT) ? read(consumer) : List.of();
    }
  }

  private static List<ChainHead> read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.AUDIT).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ChainHead> heads = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(record -> heads.add(head(record)));
    }
    return heads;
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
