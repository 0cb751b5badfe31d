package dev.leadline.simulator.export;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.leadline.events.EventCodec;
import dev.leadline.events.Topics;
import dev.leadline.events.TurnTaken;
import dev.leadline.messaging.inbound.RepeatWindow;
import dev.leadline.simulator.history.Service;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where reading of a partition has come to. What was published twice is passed over, as the
/// services do.
final class Head {
  private static final ObjectReader TURN = EventCodec.mapper().readerFor(TurnTaken.class);
  private static final int WINDOW = 20_000;

  final Log log;
  final @Nullable Service service;
  final boolean isTurns;

  /// In the order of causes, for what was recorded at the same time.
  final int rank;

  private final @Nullable Instant until;
  private final RepeatWindow seen = new RepeatWindow(WINDOW);

  /// The record to write next; null at the end.
  Log.@Nullable Logged next;

  /// What the next record tells when it is a turn; null when it is none.
  @Nullable TurnTaken turn;

  /// When the next record was recorded.
  Instant at = Instant.MIN;

  /// The same, but never before that of the record before it.
  Instant after = Instant.MIN;

  /// The offset of the next record, of one that is left out, or of the end.
  long position;

  /// Whether what the next turn heard is being written.
  boolean busy;

  Head(Log log, @Nullable Instant until) {
    this.log = log;
    this.until = until;
    List<String> words = new ArrayList<>(List.of(Topics.INTAKE));
    for (Service each : Service.values()) {
      words.addAll(List.of(each.turns(), each.topic()));
    }
    this.rank = words.indexOf(log.topic());
    this.service =
        Stream.of(Service.values())
            .filter(each -> List.of(each.topic(), each.turns()).contains(log.topic()))
            .findFirst()
            .orElse(null);
    this.isTurns = service != null && log.topic().equals(service.turns());
  }

  void advance() {
    Log.Logged record = log.next();
    while (record != null && isRepeat(record)) {
      record = log.next();
    }
    next = record;
    position = record == null ? log.end() : record.offset();
    turn = null;
    if (record != null) {
      String recorded = record.headers().get("ce_recordedtime");
      at = recorded == null ? after : Instant.parse(recorded);
      after = at.isAfter(after) ? at : after;
      if (until != null && !after.isBefore(until)) {
        next = null;
      } else if (isTurns) {
        turn = read(record);
      }
    }
  }

  private boolean isRepeat(Log.Logged record) {
    String id = record.headers().get("ce_id");
    boolean repeat = seen.contains(id);
    if (!repeat) {
      seen.add(id);
    }
    return repeat;
  }

  private static TurnTaken read(Log.Logged record) {
    try {
      return TURN.readValue(record.value());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "Turn at offset " + record.offset() + " cannot be read", unreadable);
    }
  }
}
