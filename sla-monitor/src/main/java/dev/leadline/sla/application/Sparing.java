package dev.leadline.sla.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Has something that grows with the data done as often as wished while it is quick, and no more
/// than a fiftieth of the time once it is not. Used by one thread at a time.
final class Sparing {
  private static final int SHARE = 50;
  private static final Duration QUICK = Duration.ofSeconds(2);

  private final InstantSource time;
  private Instant next = Instant.MIN;
  private boolean warm;

  Sparing(InstantSource time) {
    this.time = time;
  }

  /// Does it, unless it took so long the last time that it has to wait. The very first time, when
  /// nothing is compiled or connected yet, tells nothing of how long it takes.
  void run(Runnable work) {
    Instant begun = time.instant();
    if (begun.isBefore(next)) {
      return;
    }
    try {
      work.run();
    } finally {
      Instant done = time.instant();
      Duration took = Duration.between(begun, done);
      next = !warm || took.compareTo(QUICK) <= 0 ? done : done.plus(took.multipliedBy(SHARE));
      warm = true;
    }
  }
}
