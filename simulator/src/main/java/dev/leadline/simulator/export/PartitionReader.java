package dev.leadline.simulator.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// One partition from its beginning to where it ended when reading began. Belongs to no consumer
/// group.
final class PartitionReader implements AutoCloseable {
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

  /// A reader for each partition of a topic.
  static List<PartitionReader> of(String bootstrap, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      return consumer.partitionsFor(topic).stream()
          .map(info -> new PartitionReader(bootstrap, new TopicPartition(topic, info.partition())))
          .toList();
    }
  }

  int partition() {
    return partition.partition();
  }

  /// The next record; null at the end.
  @Nullable ConsumerRecord<byte[], byte[]> next() {
    while (read.isEmpty() && consumer.position(partition) < end) {
      consumer.poll(POLL).records(partition).stream()
          .filter(record -> record.offset() < end)
          .forEach(read::add);
    }
    return read.poll();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
