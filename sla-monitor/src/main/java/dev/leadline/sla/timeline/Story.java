package dev.leadline.sla.timeline;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/// Puts entries in the order in which they are told.
public final class Story {
  private static final Comparator<Entry> ORDER =
      comparing(Entry::happenedAt)
          .thenComparing(Entry::recordedAt)
          .thenComparingLong(Entry::sequence)
          .thenComparing(Entry::id);

  private Story() {}

  /// By when it happened, then when it was recorded, then as its service said it, then by id; but
  /// nothing before what caused it, whatever the clocks of two machines say.
  public static List<Entry> inOrder(List<Entry> entries) {
    Map<UUID, List<Entry>> effects = new HashMap<>();
    entries.forEach(entry -> effects.put(entry.id(), new ArrayList<>()));
    PriorityQueue<Entry> ready = new PriorityQueue<>(ORDER);
    for (Entry entry : entries) {
      List<Entry> ofItsCause = entry.causation() == null ? null : effects.get(entry.causation());
      if (ofItsCause == null) {
        ready.add(entry);
      } else {
        ofItsCause.add(entry);
      }
    }
    List<Entry> told = new ArrayList<>(entries.size());
    for (Entry next = ready.poll(); next != null; next = ready.poll()) {
      told.add(next);
      ready.addAll(effects.getOrDefault(next.id(), List.of()));
    }
    return told;
  }
}
