package dev.leadline.simulator.replay;

import dev.leadline.events.TurnTaken;
import dev.leadline.events.TurnTaken.Heard;
import dev.leadline.simulator.history.Place;
import dev.leadline.simulator.history.Service;
import dev.leadline.simulator.history.Told;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the services have yet to hear, each partition in its order.
final class Inboxes {
  private final Map<Service, Told> told = new EnumMap<>(Service.class);
  private final Map<Lane, Inbox> inboxes = new HashMap<>();
  private long skipped;

  private record Lane(Service service, String topic, int partition) {}

  private static final class Inbox {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final TreeMap<Long, Waiting> buried = new TreeMap<>();
    private @Nullable Long first;
  }

  void begin(List<Told> all) {
    for (Told each : all) {
      told.put(each.service(), each);
      for (Place place : each.heard()) {
        inbox(each.service(), place.topic(), place.partition()).first = place.offset();
      }
    }
  }

  /// Whether turns tell when a service looked at what was due then.
  boolean tellLooks(Service service, Instant due) {
    Told known = told.get(service);
    return known != null && known.looks() && !due.isBefore(known.since());
  }

  /// Whether a turn tells when a service heard a record, or that it never did.
  ///
  /// @param place null when that is not recorded
  boolean tell(Service service, @Nullable Place place, Instant recordedAt) {
    Told known = told.get(service);
    if (known == null || place == null) {
      return false;
    }
    Long first = inbox(service, place.topic(), place.partition()).first;
    return first == null ? !recordedAt.isBefore(known.since()) : place.offset() >= first;
  }

  void add(Service service, Place place, Waiting waiting) {
    inbox(service, place.topic(), place.partition()).waiting.add(waiting);
  }

  /// Puts something behind what a service has yet to hear of a partition.
  ///
  /// @return whether there is anything yet to be heard
  boolean addLast(Service service, String topic, Life life, Waiting waiting) {
    Deque<Waiting> before = inbox(service, topic, life.partition).waiting;
    if (before.isEmpty()) {
      return false;
    }
    before.add(new Waiting(before.getLast().offset(), life, waiting.event()));
    return true;
  }

  /// Takes out what a service hears in a turn, in order. What the turns before have passed over is
  /// heard with it.
  List<Waiting> take(Service service, TurnTaken turn) {
    List<Waiting> taken = new ArrayList<>();
    for (Heard heard : turn.heard()) {
      Inbox inbox = inboxes.get(new Lane(service, heard.topic(), heard.partition()));
      if (inbox != null) {
        take(inbox, heard, taken);
      }
    }
    return taken;
  }

  /// How many were passed over by all turns that might have told of them.
  long skipped() {
    return skipped;
  }

  /// Dead letters that are tried again come out of their order.
  private void take(Inbox inbox, Heard heard, List<Waiting> into) {
    if (!inbox.buried.isEmpty()) {
      SortedMap<Long, Waiting> again = inbox.buried.subMap(heard.from(), heard.next());
      Collection<Waiting> letters = List.copyOf(again.values());
      if (!heard.buried()) {
        again.clear();
        into.addAll(letters);
      }
    }
    while (!inbox.waiting.isEmpty() && inbox.waiting.getFirst().offset() < heard.next()) {
      Waiting next = inbox.waiting.removeFirst();
      if (next.offset() < heard.from()) {
        skipped++;
        into.add(next);
      } else if (heard.buried()) {
        inbox.buried.put(next.offset(), next);
      } else {
        into.add(next);
      }
    }
  }

  private Inbox inbox(Service service, String topic, int partition) {
    return inboxes.computeIfAbsent(new Lane(service, topic, partition), _ -> new Inbox());
  }
}
