package dev.leadline.routing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The time of the integration tests: real, and moved on by a test that cannot wait.
final class TestClock {

  @Produces
  @Singleton
  InstantSource clock() {
    return new Moved();
  }

  /// Real time, moved or stopped.
  static final class Moved implements InstantSource {
    private static final AtomicReference<Duration> BY = new AtomicReference<>(Duration.ZERO);
    private static final AtomicReference<@Nullable Instant> STOPPED = new AtomicReference<>();

    static void stopAt(Instant instant) {
      STOPPED.set(instant);
    }

    static void on(Duration further) {
      BY.updateAndGet(by -> by.plus(further));
    }

    static void reset() {
      BY.set(Duration.ZERO);
      STOPPED.set(null);
    }

    @Override
    public Instant instant() {
      Instant stopped = STOPPED.get();
      return stopped == null ? Clock.systemUTC().instant().plus(BY.get()) : stopped;
    }
  }
}
