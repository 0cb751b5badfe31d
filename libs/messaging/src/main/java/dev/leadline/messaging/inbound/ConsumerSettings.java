package dev.leadline.messaging.inbound;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// How this library reads.
///
/// @param service short name, such as `routing`; names the consumer of the positions and the group
/// @param ownTopic where the service says that a record could not be decided
/// @param maxPollRecords the most records in a batch
/// @param window how many records of a partition are remembered to recognise repeats
/// @param kafka `bootstrap.servers` and what else the client is to be told
public record ConsumerSettings(
    String service, String ownTopic, int maxPollRecords, int window, Map<String, Object> kafka) {
  private static final int PARTITION_FETCH_BYTES = 512 * 1024;
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  public ConsumerSettings {
    kafka = Map.copyOf(kafka);
  }

  /// Waiting for a record takes no longer than the record: a fetch answers with the first byte.
  /// Under load what has gathered while a batch was decided comes at once, though not much more
  /// than a batch: what lies in memory for longer is what a heap is too small for.
  Map<String, Object> forGroup() {
    Map<String, Object> settings = common();
    settings.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "leadline-" + service);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    return settings;
  }

  Map<String, Object> forHistory() {
    Map<String, Object> settings = common();
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  private Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }
}
