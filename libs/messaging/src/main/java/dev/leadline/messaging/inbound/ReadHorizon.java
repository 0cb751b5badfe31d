package dev.leadline.messaging.inbound;

import dev.leadline.messaging.Horizon;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Notes where the topics end, and has reached that instant once the stored positions of all
/// replicas have. Looks only when it is asked.
public final class ReadHorizon implements Horizon, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReadHorizon.class);
  private static final int TIMEOUT_MS = (int) Duration.ofSeconds(5).toMillis();

  private final PositionStore positions;
  private final Collection<String> topics;
  private final Map<String, Object> kafka;
  private final DataSource database;
  private final InstantSource clock;
  private Instant reached = Instant.EPOCH;
  private @Nullable Mark ahead;
  private @Nullable Admin broker;

  /// @param consumer whose positions count, such as `scoring`
  /// @param kafka how the broker is reached
  public ReadHorizon(
      String consumer,
      Collection<String> topics,
      Map<String, Object> kafka,
      DataSource database,
      InstantSource clock) {
    this.positions = new PositionStore(consumer);
    this.topics = topics;
    this.kafka = kafka;
    this.database = database;
    this.clock = clock;
  }

  /// Where the topics ended.
  private record Mark(Instant at, Map<TopicPartition, Long> ends) {
    boolean isPassed(Map<TopicPartition, Long> positions) {
      return ends.entrySet().stream()
          .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
  }

  @Override
  public synchronized Instant reached() {
    try {
      Map<TopicPartition, Long> read = positions();
      if (ahead == null || ahead.isPassed(read)) {
        reached = ahead == null ? reached : ahead.at();
        ahead = mark();
        read = positions();
      }
      if (ahead.isPassed(read)) {
        reached = ahead.at();
        ahead = null;
      }
    } catch (ExecutionException | SQLException unreachable) {
      LOG.infof("Not known whether all is read reason=\"%s\"", unreachable.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return reached;
  }

  private Map<TopicPartition, Long> positions() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return positions.all(connection);
    }
  }

  private Mark mark() throws ExecutionException, InterruptedException {
    Instant at = clock.instant();
    Admin admin = broker();
    Map<TopicPartition, OffsetSpec> latest =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return new Mark(at, ends);
  }

  private Admin broker() {
    if (broker == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
      settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
      broker = Admin.create(settings);
    }
    return broker;
  }

  /// Knows nothing more after that.
  @Override
  public synchronized void close() {
    if (broker != null) {
      broker.close(Duration.ZERO);
    }
  }
}
