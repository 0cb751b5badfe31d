package dev.leadline.messaging.inbound;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How quickly records come, and so how long it is worth to wait for more of them before a batch is
/// decided: a batch costs a commit, a message of the log and a request to the broker, whatever it
/// holds. Where few come nothing waits. Belongs to the thread that polls.
final class Pace {
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final int WORTH_WAITING_FOR = 10;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private double perSecond;
  private long countedNanos;

  Pace(long nowNanos) {
    countedNanos = nowNanos;
  }

  /// Counts records that have come; older ones count for less and less.
  void count(int records, long nowNanos) {
    perSecond = at(nowNanos) + records;
    countedNanos = nowNanos;
  }

  /// How long to wait when some records wait already; zero when they are as many as come in a tenth
  /// of a second, and when few come at all.
  Duration rest(long waiting, long nowNanos) {
    double rate = at(nowNanos);
    double portion = rate * GATHER.toNanos() / SECOND;
    if (portion < WORTH_WAITING_FOR || waiting >= portion) {
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) ((portion - waiting) / rate * SECOND));
  }

  private double at(long nowNanos) {
    return perSecond * Math.exp(-(nowNanos - countedNanos) / SECOND);
  }
}
