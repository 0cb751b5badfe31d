package dev.leadline.stack.bench.clocks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants as microseconds since the epoch, by the clock that the monitors go by as well.
final class Micros {
  private Micros() {}

  static long now() {
    return of(Instant.now());
  }

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
