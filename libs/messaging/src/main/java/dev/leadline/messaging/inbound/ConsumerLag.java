package dev.leadline.messaging.inbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/// How many records of each topic are in the log and not decided, as far as this consumer holds
/// their partitions. Looked at once a second, from what the client knows already.
final class ConsumerLag {
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<String, AtomicLong> byTopic = new ConcurrentHashMap<>();
  private long nextNanos = Long.MIN_VALUE;

  ConsumerLag(MeterRegistry registry, String service, Collection<String> topics) {
    for (String topic : topics) {
      AtomicLong lag = new AtomicLong();
      byTopic.put(topic, lag);
      Gauge.builder("leadline.consumer.lag", lag, AtomicLong::doubleValue)
          .description("Records in the log and not decided, of the partitions held")
          .baseUnit("records")
          .tag("service", service)
          .tag("topic", topic)
          .register(registry);
    }
  }

  /// Looks, if it is time to.
  void look(Consumer<?, ?> consumer, Assignment assignment, long nowNanos) {
    if (nextNanos != Long.MIN_VALUE && nowNanos - nextNanos < 0) {
      return;
    }
    nextNanos = nowNanos + EVERY_NANOS;
    byTopic.forEach((topic, lag) -> lag.set(of(topic, consumer, assignment)));
  }

  private static long of(String topic, Consumer<?, ?> consumer, Assignment assignment) {
    return assignment.all().stream()
        .filter(partition -> partition.id().topic().equals(topic))
        .mapToLong(
            partition -> consumer.currentLag(partition.id()).orElse(0) + partition.pending().size())
        .sum();
  }
}
