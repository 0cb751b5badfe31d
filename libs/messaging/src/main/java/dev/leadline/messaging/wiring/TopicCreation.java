package dev.leadline.messaging.wiring;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topics that are not there. Those that are, are left as they are.
final class TopicCreation {
  private static final String MAX_MESSAGE_BYTES = Integer.toString(8 << 20);
  private static final int TIMEOUT_MS = 10_000;

  private final Map<String, Object> kafka;
  private final int partitions;
  private final short replicationFactor;

  TopicCreation(Map<String, Object> kafka, int partitions, short replicationFactor) {
    this.kafka = kafka;
    this.partitions = partitions;
    this.replicationFactor = replicationFactor;
  }

  /// A topic that keeps its records for as long as the broker is told to.
  NewTopic log(String name) {
    return topic(name, partitions, Map.of());
  }

  /// The same with its records in one order.
  NewTopic ordered(String name) {
    return topic(name, 1, Map.of());
  }

  /// A topic whose records are kept no longer than `retention`.
  NewTopic bounded(String name, Duration retention) {
    return topic(name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, millis(retention)));
  }

  /// A topic of which the last record of a key stays, and every record for `allStayFor`.
  NewTopic compacted(String name, Duration allStayFor) {
    return topic(
        name,
        1,
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            millis(allStayFor)));
  }

  /// @throws ExecutionException as the broker says, or when it cannot be reached
  void ensure(Collection<NewTopic> wanted) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    try (Admin admin = Admin.create(settings)) {
      awaitAll(admin.createTopics(wanted).values().values());
    }
  }

  private NewTopic topic(String name, int partitions, Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(more);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES);
    return new NewTopic(name, partitions, replicationFactor).configs(configs);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static void awaitAll(Collection<? extends Future<?>> answers)
      throws ExecutionException, InterruptedException {
    for (Future<?> answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }
}
