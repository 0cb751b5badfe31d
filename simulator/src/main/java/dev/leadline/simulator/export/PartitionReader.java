package dev.leadline.simulator.export;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// One partition from its beginning to where it ended when reading began. Belongs to no consumer
/// group.
final class PartitionReader implements Log {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long end;
  private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

  private PartitionReader(String bootstrap, TopicPartition partition) {
    this.consumer = consumer(bootstrap);
    this.partition = partition;
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    consumer.seekToBeginning(one);
    this.end = consumer.endOffsets(one).getOrDefault(partition, 0L);
  }

  /// A reader for each partition of a topic; none when there is no such topic.
  static List<PartitionReader> of(String bootstrap, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      return consumer.partitionsFor(topic).stream()
          .map(info -> new PartitionReader(bootstrap, new TopicPartition(topic, info.partition())))
          .toList();
    }
  }

  @Override
  public String topic() {
    return partition.topic();
  }

  @Override
  public int partition() {
    return partition.partition();
  }

  @Override
  public @Nullable Logged next() {
    while (read.isEmpty() && consumer.position(partition) < end) {
      consumer.poll(POLL).records(partition).stream()
          .filter(record -> record.offset() < end)
          .forEach(read::add);
    }
    ConsumerRecord<byte[], byte[]> record = read.poll();
    return record == null ? null : new Logged(record.offset(), headers(record), record.value());
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
