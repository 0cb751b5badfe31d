package dev.leadline.messaging.inbound;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Tells Kafka now and then how far the partitions are decided, for tools that show lag. Nothing
/// here ever reads it, so nothing depends on its arrival.
final class Acknowledgements {
  private static final Logger LOG = Logger.getLogger(Acknowledgements.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(2);

  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> waiting = new HashMap<>();
  private long sentNanos = System.nanoTime();

  Acknowledgements(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  void upTo(TopicPartition partition, long next) {
    waiting.put(partition, new OffsetAndMetadata(next));
  }

  void sendIfDue() {
    if (!waiting.isEmpty() && System.nanoTime() - sentNanos > INTERVAL.toNanos()) {
      consumer.commitAsync(Map.copyOf(waiting), null);
      waiting.clear();
      sentNanos = System.nanoTime();
    }
  }

  void sendAll() {
    try {
      if (!waiting.isEmpty()) {
        consumer.commitSync(Map.copyOf(waiting), LAST);
      }
    } catch (KafkaException unimportant) {
      LOG.debugf(unimportant, "Offsets not acknowledged");
    }
  }
}
