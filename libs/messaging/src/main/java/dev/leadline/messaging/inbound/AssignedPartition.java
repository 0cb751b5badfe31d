package dev.leadline.messaging.inbound;

import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.outbound.RelayMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A partition that this consumer holds: where it stands, what it has seen, what waits to be
/// decided. Belongs to the thread that polls.
final class AssignedPartition {
  private final TopicPartition id;
  private final int windowSize;
  private RelayFence fence = new RelayFence();
  private RepeatWindow window;
  private List<InboundRecord> pending = List.of();
  private long position;
  private boolean open;
  private int failures;
  private long retryAtNanos;
  private @Nullable String trouble;

  AssignedPartition(TopicPartition id, int windowSize, long nowNanos) {
    this.id = id;
    this.windowSize = windowSize;
    this.window = new RepeatWindow(windowSize);
    this.retryAtNanos = nowNanos;
  }

  TopicPartition id() {
    return id;
  }

  /// The next offset to decide; to be asked only when open.
  long position() {
    return position;
  }

  /// Whether position and memory have been restored.
  boolean isOpen() {
    return open;
  }

  /// Fills the memory with what lies before `next` in the log, and opens there.
  ///
  /// Repeats take no place in the memory, or a relay that crashes over and over could drive out of
  /// it what is still to be repeated. So as long as too few different records were found, more are
  /// read.
  ///
  /// @param begin where the log begins
  void open(long begin, long next, ReadBack log) {
    long from = next;
    for (long span = windowSize; from > begin && window.size() < windowSize * 3L / 4; span *= 2) {
      from = Math.max(begin, next - span);
      window = new RepeatWindow(windowSize);
      fence = new RelayFence();
      log.read(from, next, this::remember);
    }
    position = next;
    open = true;
    recovered();
  }

  /// Reads ids and relay marks of the records from one offset up to another, in order.
  @FunctionalInterface
  interface ReadBack {
    void read(long from, long to, BiConsumer<@Nullable String, @Nullable String> memory);
  }

  void enqueue(List<InboundRecord> records) {
    if (pending.isEmpty()) {
      pending = records;
    } else {
      List<InboundRecord> both = new ArrayList<>(pending);
      both.addAll(records);
      pending = both;
    }
  }

  /// What has been read and not decided, in offset order.
  List<InboundRecord> pending() {
    return pending;
  }

  /// The first of them.
  List<InboundRecord> next(int most) {
    return pending.size() <= most ? pending : pending.subList(0, most);
  }

  /// Those that have not been decided before. Remembers nothing, as they may yet be rolled back.
  List<InboundRecord> withoutRepeats(List<InboundRecord> records) {
    RelayFence ahead = fence.copy();
    Set<String> inThisBatch = new HashSet<>();
    List<InboundRecord> fresh = new ArrayList<>(records.size());
    for (InboundRecord record : records) {
      @Nullable String recordId = record.headers().get(Headers.ID);
      @Nullable String mark = record.headers().get(RelayMark.HEADER);
      // One that comes late from a relay that was replaced is yet to come from its successor, so it
      // is not even remembered.
      if (!ahead.isStale(mark)
          && !window.contains(recordId)
          && (recordId == null || inThisBatch.add(recordId))) {
        fresh.add(record);
      }
      ahead.note(mark);
    }
    return fresh;
  }

  /// Moves past records whose effects are committed.
  void decided(List<InboundRecord> records) {
    for (InboundRecord record : records) {
      remember(record.headers().get(Headers.ID), record.headers().get(RelayMark.HEADER));
    }
    position = records.getLast().offset() + 1;
    pending = pending.stream().filter(record -> record.offset() >= position).toList();
  }

  private void remember(@Nullable String recordId, @Nullable String relayMark) {
    if (!fence.isStale(relayMark) && !window.contains(recordId)) {
      window.add(recordId);
    }
    fence.note(relayMark);
  }

  void failed(String reason, Duration wait, long nowNanos) {
    failures++;
    trouble = reason;
    retryAtNanos = nowNanos + wait.toNanos();
  }

  void recovered() {
    failures = 0;
    trouble = null;
  }

  /// How many attempts have failed in a row.
  int failures() {
    return failures;
  }

  /// Why the last attempt failed; null when it did not.
  @Nullable String trouble() {
    return trouble;
  }

  /// Nanoseconds until the next attempt; not above 0 when it is due.
  long waitNanos(long nowNanos) {
    return trouble == null ? 0 : retryAtNanos - nowNanos;
  }

  boolean hasWork() {
    return !open || !pending.isEmpty();
  }
}
