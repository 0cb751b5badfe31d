package dev.leadline.messaging.inbound;

import org.apache.kafka.common.TopicPartition;

/// The log no longer holds, or does not yet hold, the record that is to be decided next.
final class GapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GapException(String consumer, TopicPartition partition, long next, long begin, long end) {
    super(
        """
        Partition %d of '%s' is to be read from offset %d, its log holds %d to %d: records are \
        missing and are not skipped. Restore the topic, or accept the loss with \
        "update consumer_position set next_offset = %d where consumer = '%s' and topic = '%s' \
        and partition = %d"; the consumer goes on by itself\
        """
            .formatted(
                partition.partition(),
                partition.topic(),
                next,
                begin,
                end,
                next < begin ? begin : end,
                consumer,
                partition.topic(),
                partition.partition()));
  }
}
