package dev.leadline.messaging.inbound;

import static java.util.Objects.requireNonNull;

import dev.leadline.messaging.outbound.RelayMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Restores newly assigned partitions: the position from the database, and what was seen last from
/// the log itself, without deciding it again.
final class PartitionOpener {
  private static final Duration POLL = Duration.ofMillis(500);

  private static final int MAX_SILENT_POLLS = 20;

  private final String consumer;
  private final DataSource database;
  private final PositionStore positions;
  private final Supplier<Consumer<@Nullable String, byte @Nullable []>> history;

  /// @param history makes a consumer that is in no group, to read back with
  PartitionOpener(
      String consumer,
      DataSource database,
      Supplier<Consumer<@Nullable String, byte @Nullable []>> history) {
    this.consumer = consumer;
    this.database = database;
    this.positions = new PositionStore(consumer);
    this.history = history;
  }

  /// Opens those of the partitions whose log reaches from their position.
  ///
  /// @return for each of the others, why it cannot be opened
  Map<AssignedPartition, GapException> open(List<AssignedPartition> partitions)
      throws SQLException {
    List<TopicPartition> ids = partitions.stream().map(AssignedPartition::id).toList();
    Map<AssignedPartition, GapException> gaps = new HashMap<>();
    try (Consumer<@Nullable String, byte @Nullable []> log = history.get()) {
      Map<TopicPartition, Long> begins = log.beginningOffsets(ids);
      Map<TopicPartition, Long> ends = log.endOffsets(ids);
      for (AssignedPartition partition : partitions) {
        long begin = requireNonNull(begins.get(partition.id()));
        long end = requireNonNull(ends.get(partition.id()));
        long next = storedPosition(partition.id(), begin);
        if (begin <= next && next <= end) {
          partition.open(
              begin, next, (from, to, memory) -> readBack(log, partition.id(), from, to, memory));
        } else {
          gaps.put(partition, new GapException(consumer, partition.id(), next, begin, end));
        }
      }
    }
    return gaps;
  }

  private long storedPosition(TopicPartition id, long begin) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return positions.findOrCreate(connection, id, begin);
    }
  }

  private static void readBack(
      Consumer<@Nullable String, byte @Nullable []> log,
      TopicPartition id,
      long from,
      long to,
      BiConsumer<@Nullable String, @Nullable String> memory) {
    log.assign(List.of(id));
    log.seek(id, from);
    for (int silent = 0; log.position(id) < to; silent++) {
      if (silent == MAX_SILENT_POLLS) {
        throw new TimeoutException(
            "Log of '%s' was to be read back from %d to %d, the broker is silent at %d"
                .formatted(id, from, to, log.position(id)));
      }
      for (ConsumerRecord<@Nullable String, byte @Nullable []> record : log.poll(POLL)) {
        silent = -1;
        if (record.offset() < to) {
          memory.accept(Headers.last(record, Headers.ID), Headers.last(record, RelayMark.HEADER));
        }
      }
    }
  }
}
