package dev.leadline.simulator.export;

import dev.leadline.events.TurnTaken;
import dev.leadline.events.TurnTaken.Heard;
import dev.leadline.simulator.history.Place;
import dev.leadline.simulator.history.Service;
import dev.leadline.simulator.history.Told;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Brings partitions into one order, in which a replay needs to wait for nothing: by the time of
/// recording, yet each partition in its own order, a turn after all that it heard, and what it said
/// right after it.
///
/// What a turn said bears the instant of the turn. What was said in turns that came while the
/// topics were being read is left out with those turns; so the recording ends as the services stood
/// at some moment.
public final class CausalOrder {
  private static final Comparator<Head> EARLIEST =
      Comparator.<Head, Instant>comparing(head -> head.after)
          .thenComparingInt(head -> head.rank)
          .thenComparingInt(head -> head.log.partition());

  private final RecordingWriter into;
  private final LongConsumer progress;
  private final List<Head> heads = new ArrayList<>();
  private final List<Head> scanned = new ArrayList<>();
  private final Map<String, Map<Integer, Head>> places = new HashMap<>();
  private final Map<Service, Turns> turns = new EnumMap<>(Service.class);
  private final Map<UUID, RosterHistory.Change> named = new HashMap<>();
  private final Deque<RosterHistory.Change> changes = new ArrayDeque<>();

  /// @param logs of the topics of events and of turns, those that there are; the turns end before
  ///   the events do
  /// @param later the topics of turns once more; they end after the events do
  /// @param changes of the roster, in order of time
  /// @param until what was recorded then or later is left out; null for nothing
  public CausalOrder(
      List<? extends Log> logs,
      List<? extends Log> later,
      List<RosterHistory.Change> changes,
      @Nullable Instant until,
      RecordingWriter into,
      LongConsumer progress) {
    this.into = into;
    this.progress = progress;
    this.changes.addAll(changes);
    for (Log log : logs) {
      Head head = new Head(log, until);
      heads.add(head);
      places.computeIfAbsent(log.topic(), _ -> new HashMap<>()).put(log.partition(), head);
      if (head.service != null && head.isTurns) {
        turns.computeIfAbsent(head.service, Turns::new).heads.add(head);
      }
    }
    later.forEach(log -> scanned.add(new Head(log, until)));
  }

  /// The turns of a service, and when those were that are not written yet.
  private static final class Turns {
    private final Service service;
    private final List<Head> heads = new ArrayList<>();
    private final Map<Instant, Integer> unwritten = new HashMap<>();
    private final Map<String, Map<Integer, Place>> firsts = new LinkedHashMap<>();
    private @Nullable Instant since;

    Turns(Service service) {
      this.service = service;
    }

    void note(Instant at, TurnTaken turn) {
      since = since == null || at.isBefore(since) ? at : since;
      unwritten.merge(at, 1, Integer::sum);
      for (Heard heard : turn.heard()) {
        firsts
            .computeIfAbsent(heard.topic(), _ -> new LinkedHashMap<>())
            .putIfAbsent(
                heard.partition(), new Place(heard.topic(), heard.partition(), heard.from()));
      }
    }

    void written(Instant at) {
      unwritten.computeIfPresent(at, (_, count) -> count == 1 ? null : count - 1);
    }

    List<Told> told() {
      List<Place> heard = firsts.values().stream().flatMap(all -> all.values().stream()).toList();
      return since == null ? List.of() : List.of(new Told(service, since, true, heard));
    }
  }

  /// Writes all of it.
  public void write() throws IOException {
    for (Head head : scanned) {
      Turns all = head.service == null ? null : turns.get(head.service);
      if (all != null) {
        note(head, all);
      }
    }
    List<Told> told = turns.values().stream().flatMap(all -> all.told().stream()).toList();
    if (!told.isEmpty()) {
      into.begin(told);
    }
    heads.forEach(Head::advance);
    for (Head head = earliest(); head != null; head = earliest()) {
      while (!changes.isEmpty() && !changes.getFirst().at().isAfter(head.after)) {
        changes.removeFirst().write(into);
      }
      write(head);
    }
  }

  private void note(Head head, Turns all) {
    Map<UUID, RosterHistory.Change> byId = new HashMap<>();
    changes.forEach(change -> byId.put(change.id(), change));
    for (head.advance(); head.turn != null; head.advance()) {
      all.note(head.at, head.turn);
      RosterHistory.Change change = byId.get(head.turn.asked());
      if (change != null) {
        named.put(change.id(), change);
      }
    }
    changes.removeAll(named.values());
  }

  private @Nullable Head earliest() {
    return heads.stream().filter(head -> head.next != null).min(EARLIEST).orElse(null);
  }

  /// Writes the next record of a partition, after what led to it.
  ///
  /// @return false when that is not there, and the partition ends before it
  private boolean write(Head head) throws IOException {
    Log.Logged record = head.next;
    if (record == null) {
      return false;
    }
    if (!(head.turn == null ? isSaid(head) : isHeard(head, head.turn))) {
      head.next = null;
      return false;
    }
    // It may have followed the turn that said it.
    if (head.position == record.offset()) {
      write(head, record);
    }
    return true;
  }

  private void write(Head head, Log.Logged record) throws IOException {
    TurnTaken turn = head.turn;
    Instant at = head.at;
    if (turn != null && turn.asked() != null && named.containsKey(turn.asked())) {
      named.get(turn.asked()).write(into);
    }
    into.write(
        record.headers(),
        record.value(),
        new Place(head.log.topic(), head.log.partition(), record.offset()));
    progress.accept(into.lines());
    head.advance();
    if (turn != null && head.service != null) {
      said(head.service, at);
    }
  }

  /// What a turn said follows it at once.
  private void said(Service service, Instant at) throws IOException {
    Turns all = turns.get(service);
    if (all == null) {
      return;
    }
    all.written(at);
    for (Head head : places.getOrDefault(service.topic(), Map.of()).values()) {
      while (head.next != null && !head.at.isAfter(at) && !all.unwritten.containsKey(head.at)) {
        write(head);
      }
    }
  }

  private boolean isHeard(Head head, TurnTaken turn) throws IOException {
    head.busy = true;
    boolean heard = isHeard(turn);
    head.busy = false;
    return heard;
  }

  private boolean isHeard(TurnTaken turn) throws IOException {
    for (Heard heard : turn.heard()) {
      Head from = places.getOrDefault(heard.topic(), Map.of()).get(heard.partition());
      while (from != null && from.position < heard.next()) {
        if (!write(from)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isSaid(Head said) throws IOException {
    Turns all = said.service == null ? null : turns.get(said.service);
    if (all == null) {
      return true;
    }
    Instant at = said.at;
    for (Head from : all.heads) {
      while (!from.busy && all.unwritten.containsKey(at)) {
        if (!write(from)) {
          return false;
        }
      }
    }
    return true;
  }
}
