package dev.leadline.messaging.inbound;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps out what a relay publishes after another has taken its place.
///
/// A relay marks its records with its slot and epoch. The one that takes over begins a greater
/// epoch and publishes again all that its predecessor had not confirmed. So once a record of a
/// greater epoch has been seen, any of a smaller one is a repeat, however late it comes, and how
/// late is what the repeat window alone could not bound. Not safe for use by several threads.
final class RelayFence {
  private final Map<String, Long> newest;

  RelayFence() {
    this(Map.of());
  }

  private RelayFence(Map<String, Long> newest) {
    this.newest = new HashMap<>(newest);
  }

  RelayFence copy() {
    return new RelayFence(newest);
  }

  /// Whether the mark is of a relay that has been replaced.
  ///
  /// @param mark slot and epoch, as in `leadline_routing:1767225600000`; null for a record that no
  ///   relay wrote, which is always let in
  boolean isStale(@Nullable String mark) {
    int colon = colon(mark);
    return mark != null
        && colon > 0
        && epoch(mark, colon) < newest.getOrDefault(mark.substring(0, colon), Long.MIN_VALUE);
  }

  /// Takes note of a record of the partition.
  void note(@Nullable String mark) {
    int colon = colon(mark);
    if (mark != null && colon > 0) {
      newest.merge(mark.substring(0, colon), epoch(mark, colon), Math::max);
    }
  }

  private static int colon(@Nullable String mark) {
    return mark == null ? -1 : mark.lastIndexOf(':');
  }

  private static long epoch(String mark, int colon) {
    try {
      return Long.parseLong(mark, colon + 1, mark.length(), 10);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
