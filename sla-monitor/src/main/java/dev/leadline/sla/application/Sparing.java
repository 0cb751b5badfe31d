package dev.leadline.sla.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Has something that grows with the data done as often as wished while it is quick, and no more
/// than a twentieth of the time once it is not. One slow time alone tells nothing: nothing may have
/// been compiled yet, or the database may have been away. Used by one thread at a time.
final class Sparing {
  private static final int SHARE = 20;
  private static final Duration QUICK = Duration.ofMillis(500);

  private final InstantSource time;
  private Instant next = Instant.MIN;
  private Duration before = Duration.ZERO;

  Sparing(InstantSource time) {
    this.time = time;
  }

  /// Does it, unless it took so long the last two times that it has to wait.
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
      Duration usual = took.compareTo(before) < 0 ? took : before;
      next = usual.compareTo(QUICK) <= 0 ? done : done.plus(usual.multipliedBy(SHARE));
      before = took;
    }
  }
}
