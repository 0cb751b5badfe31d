package dev.leadline.lifecycle;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The time of the integration tests: real, unless a test stops it.
final class TestClock {
  private static final AtomicReference<@Nullable Instant> STOPPED = new AtomicReference<>();

  @Produces
  @Singleton
  InstantSource clock() {
    return () -> {
      Instant stopped = STOPPED.get();
      return stopped == null ? Clock.systemUTC().instant() : stopped;
    };
  }

  static void stopAt(Instant instant) {
    STOPPED.set(instant);
  }

  static void goOn() {
    STOPPED.set(null);
  }
}
