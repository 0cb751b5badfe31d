package dev.leadline.simulator.export;

import dev.leadline.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Records what the topics hold: all partitions merged by the time at which events were recorded,
/// each in its own order, so that an event follows the one that caused it.
public final class TopicExport {
  /// In the order of causes, for events recorded at the same time.
  private static final List<String> TOPICS =
      List.of(Topics.INTAKE, Topics.SCORING, Topics.LIFECYCLE, Topics.ROUTING, Topics.SLA);

  private TopicExport() {}

  /// @param until events recorded then or later are left out; null for none
  /// @param changes of the roster, in order of time
  public static void write(
      String bootstrap,
      @Nullable Instant until,
      List<RosterHistory.Change> changes,
      RecordingWriter into,
      LongConsumer progress)
      throws IOException {
    List<Head> heads = new ArrayList<>();
    try {
      for (String topic : TOPICS) {
        PartitionReader.of(bootstrap, topic)
            .forEach(reader -> heads.add(new Head(reader, TOPICS.indexOf(topic))));
      }
      merge(heads, until, new ArrayList<>(changes), into, progress);
    } finally {
      heads.forEach(head -> head.reader.close());
    }
  }

  private static void merge(
      List<Head> heads,
      @Nullable Instant until,
      List<RosterHistory.Change> changes,
      RecordingWriter into,
      LongConsumer progress)
      throws IOException {
    PriorityQueue<Head> queue =
        new PriorityQueue<>(
            Comparator.<Head, Instant>comparing(head -> head.at)
                .thenComparingInt(head -> head.rank)
                .thenComparingInt(head -> head.reader.partition()));
    heads.stream().filter(Head::next).forEach(queue::add);
    while (!queue.isEmpty()) {
      Head head = queue.remove();
      if (until == null || head.at.isBefore(until)) {
        while (!changes.isEmpty() && !changes.getFirst().at().isAfter(head.at)) {
          changes.removeFirst().write(into);
        }
        into.write(head.headers, head.value);
        progress.accept(into.lines());
        if (head.next()) {
          queue.add(head);
        }
      }
    }
  }

  /// The next record of a partition.
  private static final class Head {
    private final PartitionReader reader;
    private final int rank;
    private Instant at = Instant.MIN;
    private Map<String, String> headers = Map.of();
    private byte[] value = new byte[0];

    Head(PartitionReader reader, int rank) {
      this.reader = reader;
      this.rank = rank;
    }

    /// Goes on; a record is never earlier than the one before it.
    boolean next() {
      ConsumerRecord<byte[], byte[]> record = reader.next();
      if (record == null) {
        return false;
      }
      headers = new LinkedHashMap<>();
      for (Header header : record.headers()) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
      value = record.value();
      Instant recorded = Instant.parse(headers.getOrDefault("ce_recordedtime", at.toString()));
      at = recorded.isAfter(at) ? recorded : at;
      return true;
    }
  }
}
