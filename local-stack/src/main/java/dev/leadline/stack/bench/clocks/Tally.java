package dev.leadline.stack.bench.clocks;

import dev.leadline.stack.bench.BenchReport.Latency;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;

/// What was meant to be told of numbered leads, and when it was. Instants are microseconds since
/// the epoch. Written by two threads, read by any.
final class Tally {
  private final AtomicLongArray meant;
  private final AtomicIntegerArray told;
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong last = new AtomicLong();
  private final ConcurrentHistogram latency;

  Tally(int size) {
    this(size, latencies());
  }

  /// @param latency noted there, together with what others note
  Tally(int size, ConcurrentHistogram latency) {
    this.latency = latency;
    this.meant = new AtomicLongArray(size);
    this.told = new AtomicIntegerArray(size);
  }

  /// Microseconds, up to ten minutes.
  static ConcurrentHistogram latencies() {
    return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(10), 3);
  }

  int size() {
    return meant.length();
  }

  void meant(int number, long micros) {
    meant.set(number, micros);
    expected.incrementAndGet();
  }

  void told(int number, long micros) {
    if (told.incrementAndGet(number) > 1) {
      repeated.incrementAndGet();
      return;
    }
    latency.recordValue(
        Math.clamp(micros - meant.get(number), 0, latency.getHighestTrackableValue()));
    last.set(micros);
    done.incrementAndGet();
  }

  long expected() {
    return expected.get();
  }

  long done() {
    return done.get();
  }

  long missing() {
    return expected.get() - done.get();
  }

  /// How many were read again. That alone is nothing wrong, as a topic may repeat what it told.
  long repeated() {
    return repeated.get();
  }

  /// From the first being meant to the last being told; 0 when nothing was told.
  double drainedSeconds() {
    return done() == 0 ? 0 : (last.get() - meant.get(0)) / 1e6;
  }

  /// From meant to told.
  Latency latency() {
    return Latency.ofMicros(latency);
  }
}
