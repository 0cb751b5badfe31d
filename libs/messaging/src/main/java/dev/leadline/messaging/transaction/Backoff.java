package dev.leadline.messaging.transaction;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before the next attempt: doubling up to a limit, of which a random half is
/// taken off so that those who failed together do not come back together.
public final class Backoff {
  private final Duration first;
  private final Duration limit;
  private final DoubleSupplier randomness;

  /// @param first the longest wait before the second attempt
  /// @param limit the longest wait of all
  /// @param randomness numbers from 0 to 1, evenly spread
  public Backoff(Duration first, Duration limit, DoubleSupplier randomness) {
    this.first = first;
    this.limit = limit;
    this.randomness = randomness;
  }

  /// The wait after so many failed attempts in a row.
  ///
  /// @param failures at least 1
  public Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, 20);
    double share = 0.5 + randomness.getAsDouble() / 2;
    return Duration.ofMillis((long) (Math.min(doubled, limit.toMillis()) * share));
  }
}
