package dev.leadline.policy.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The open intervals of a stretch of time, in order and apart, with the working time before each,
/// so that every question is one binary search. Immutable.
///
/// Seconds are enough: hours change on the minute and offsets on the second.
final class OpenTime {
  private final long origin;
  private final int[] from;
  private final int[] to;
  private final int[] workedBefore;

  private OpenTime(long origin, int[] from, int[] to) {
    this.origin = origin;
    this.from = from;
    this.to = to;
    this.workedBefore = new int[from.length + 1];
    for (int i = 0; i < from.length; i++) {
      workedBefore[i + 1] = workedBefore[i] + to[i] - from[i];
    }
  }

  /// The working time of the whole stretch.
  Duration total() {
    return Duration.ofSeconds(workedBefore[from.length]);
  }

  /// The working time from the beginning of the stretch until an instant within it.
  Duration until(Instant at) {
    int second = offset(at);
    int interval = lastBeginningBy(second);
    if (interval < 0) {
      return Duration.ZERO;
    }
    return second >= to[interval]
        ? Duration.ofSeconds(workedBefore[interval + 1])
        : Duration.between(Instant.ofEpochSecond(origin + from[interval]), at)
            .plusSeconds(workedBefore[interval]);
  }

  /// The earliest instant until which that much was worked.
  ///
  /// @param worked more than nothing, and no more than the total
  Instant reaching(Duration worked) {
    long wholeSeconds = worked.getSeconds() + (worked.getNano() > 0 ? 1 : 0);
    int found = Arrays.binarySearch(workedBefore, Math.toIntExact(wholeSeconds));
    int interval = (found >= 0 ? found : -found - 1) - 1;
    return Instant.ofEpochSecond(origin + from[interval])
        .plus(worked)
        .minusSeconds(workedBefore[interval]);
  }

  boolean isOpen(Instant at) {
    int second = offset(at);
    int interval = lastBeginningBy(second);
    return interval >= 0 && second < to[interval];
  }

  /// The first instant that is open, at or after one that may lie before the stretch; the end of
  /// time when none follows in it.
  Instant nextOpening(Instant at) {
    if (at.getEpochSecond() >= origin && isOpen(at)) {
      return at;
    }
    int next = at.getEpochSecond() < origin ? 0 : lastBeginningBy(offset(at)) + 1;
    return next == from.length ? Instant.MAX : Instant.ofEpochSecond(origin + from[next]);
  }

  private int offset(Instant at) {
    return Math.toIntExact(at.getEpochSecond() - origin);
  }

  private int lastBeginningBy(int second) {
    int found = Arrays.binarySearch(from, second);
    return found >= 0 ? found : -found - 2;
  }

  /// Collects intervals in order; those that touch become one.
  static final class Builder {
    private final long origin;
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int size;

    Builder(long origin) {
      this.origin = origin;
    }

    void add(long fromSecond, long toSecond) {
      if (size > 0 && to[size - 1] == fromSecond - origin) {
        to[size - 1] = Math.toIntExact(toSecond - origin);
        return;
      }
      if (size == from.length) {
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
      }
      from[size] = Math.toIntExact(fromSecond - origin);
      to[size] = Math.toIntExact(toSecond - origin);
      size++;
    }

    OpenTime build() {
      return new OpenTime(origin, Arrays.copyOf(from, size), Arrays.copyOf(to, size));
    }
  }
}
