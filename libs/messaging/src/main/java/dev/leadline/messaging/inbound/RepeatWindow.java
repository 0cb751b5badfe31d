package dev.leadline.messaging.inbound;

import dev.leadline.events.DerivedIds;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ids of the last records of a partition, by which a record that was published again is
/// recognised.
///
/// Two arrays of numbers, about 30 bytes an id: a ring of the ids in order of arrival, and an open
/// hash table (linear probing) of places in the ring. Not safe for use by several threads.
public final class RepeatWindow {
  private static final int FREE = -1;

  private final int capacity;
  private final long[] ring;
  private final int[] table;
  private final int mask;
  private long added;

  /// @param capacity how many records are remembered, at least 1
  public RepeatWindow(int capacity) {
    this.capacity = capacity;
    this.ring = new long[2 * capacity];
    this.table = new int[Math.max(4, Integer.highestOneBit(capacity) * 4)];
    this.mask = table.length - 1;
    Arrays.fill(table, FREE);
  }

  /// Whether one of the remembered records had this id. A record without an id is never a repeat.
  public boolean contains(@Nullable String id) {
    return id != null && contains(number(id));
  }

  /// Remembers the next record of the partition, and forgets the one that came `capacity` before.
  public void add(@Nullable String id) {
    UUID number = id == null ? nameless() : number(id);
    int place = (int) (added % capacity);
    if (added >= capacity) {
      forget(place);
    }
    ring[2 * place] = number.getMostSignificantBits();
    ring[2 * place + 1] = number.getLeastSignificantBits();
    int entry = find(number.getMostSignificantBits(), number.getLeastSignificantBits());
    // When the id is there already, its newest place counts: that one is forgotten last.
    table[entry] = place;
    added++;
  }

  /// How many records are remembered.
  int size() {
    return (int) Math.min(added, capacity);
  }

  private boolean contains(UUID id) {
    return table[find(id.getMostSignificantBits(), id.getLeastSignificantBits())] != FREE;
  }

  /// The entry that holds the id, or the free one where it would go.
  private int find(long high, long low) {
    int entry = hash(high, low);
    while (table[entry] != FREE && !isAt(table[entry], high, low)) {
      entry = (entry + 1) & mask;
    }
    return entry;
  }

  private boolean isAt(int place, long high, long low) {
    return ring[2 * place] == high && ring[2 * place + 1] == low;
  }

  private void forget(int place) {
    int entry = find(ring[2 * place], ring[2 * place + 1]);
    if (table[entry] == place) {
      remove(entry);
    }
  }

  /// Closes the hole by moving back what had been pushed past it.
  private void remove(int entry) {
    int hole = entry;
    for (int next = (hole + 1) & mask; table[next] != FREE; next = (next + 1) & mask) {
      int home = hash(ring[2 * table[next]], ring[2 * table[next] + 1]);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = FREE;
  }

  private int hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }

  /// Takes a place in the ring that nothing else equals: version 0 is in no id.
  private UUID nameless() {
    return new UUID(0, added);
  }

  private static UUID number(String id) {
    if (id.length() == 36) {
      try {
        UUID uuid = UUID.fromString(id);
        if (uuid.version() != 0) {
          return uuid;
        }
      } catch (IllegalArgumentException _) {
        return DerivedIds.ofText(id);
      }
    }
    return DerivedIds.ofText(id);
  }
}
