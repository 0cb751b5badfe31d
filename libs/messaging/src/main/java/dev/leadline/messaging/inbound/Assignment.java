package dev.leadline.messaging.inbound;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The partitions that this consumer holds. Rebalances happen within a poll, so never in the middle
/// of a batch. A partition stays paused until it has been opened.
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(Assignment.class);

  private final Map<TopicPartition, AssignedPartition> held = new LinkedHashMap<>();
  private final Consumer<?, ?> consumer;
  private final int window;
  private final LongSupplier nanos;
  private final IntConsumer released;

  /// @param released told how many records were read, not decided, and are let go of
  Assignment(Consumer<?, ?> consumer, int window, LongSupplier nanos, IntConsumer released) {
    this.consumer = consumer;
    this.window = window;
    this.nanos = nanos;
    this.released = released;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.infof("Partitions assigned partitions=%s", partitions);
    }
    partitions.forEach(this::close);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.infof("Partitions revoked partitions=%s", partitions);
    }
    partitions.forEach(partition -> release(held.remove(partition)));
  }

  private void release(@Nullable AssignedPartition partition) {
    if (partition != null) {
      released.accept(partition.pending().size());
    }
  }

  /// Forgets what is known of a held partition, so that it is opened anew from what is stored.
  void close(TopicPartition partition) {
    consumer.pause(List.of(partition));
    // Any position keeps the client from asking Kafka for one; opening seeks to the stored one.
    consumer.seek(partition, 0);
    release(held.put(partition, new AssignedPartition(partition, window, nanos.getAsLong())));
  }

  Collection<AssignedPartition> all() {
    return List.copyOf(held.values());
  }

  /// Null when the partition is not held.
  @Nullable AssignedPartition get(TopicPartition partition) {
    return held.get(partition);
  }

  boolean holds(AssignedPartition partition) {
    return held.get(partition.id()) == partition;
  }

  /// Nanoseconds until something is due; empty when nothing waits.
  OptionalLong nextDueNanos() {
    long now = nanos.getAsLong();
    return held.values().stream()
        .filter(AssignedPartition::hasWork)
        .mapToLong(partition -> Math.max(0, partition.waitNanos(now)))
        .min();
  }
}
