package dev.leadline.messaging.inbound;

import org.apache.kafka.common.TopicPartition;

/// The stored position of a partition is not where this consumer left it: it belongs to another
/// now.
final class PartitionLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PartitionLostException(TopicPartition partition, long expected) {
    super(
        "Position of '%s' was to be moved from %d, it is not there".formatted(partition, expected));
  }
}
