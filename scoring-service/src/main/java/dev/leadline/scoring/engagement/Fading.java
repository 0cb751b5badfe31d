package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy.Decay;
import java.time.Duration;
import java.util.Optional;

/// How awarded points fade with age.
///
/// Each award is rounded by itself to a whole point, halves away from zero, so that the parts of a
/// score sum to it exactly and a penalty fades as an award does. `StrictMath` makes every machine
/// agree.
public final class Fading {
  private Fading() {}

  /// What points awarded `age` ago are still worth.
  ///
  /// @param age a negative one counts as none
  public static int worth(Decay decay, int points, Duration age) {
    if (!age.isPositive()) {
      return points;
    }
    return switch (decay) {
      case Decay.None _ -> points;
      case Decay.Linear(Duration over) ->
          rounded(points * (double) left(over, age) / over.toMillis());
      case Decay.HalfLife(Duration period) ->
          rounded(points * StrictMath.pow(0.5, (double) age.toMillis() / period.toMillis()));
    };
  }

  /// The age from which points are worth nothing; empty when they never fade.
  public static Optional<Duration> lifetime(Decay decay, int points) {
    if (points == 0) {
      return Optional.of(Duration.ZERO);
    }
    return switch (decay) {
      case Decay.None _ -> Optional.empty();
      case Decay.Linear(Duration over) -> Optional.of(over);
      case Decay.HalfLife(Duration period) -> {
        // Below half a point from log2(2 * points) periods on.
        double periods = StrictMath.log(2.0 * Math.abs((long) points)) / StrictMath.log(2);
        yield Optional.of(
            Duration.ofSeconds((long) StrictMath.ceil(period.toSeconds() * periods) + 1));
      }
    };
  }

  private static long left(Duration over, Duration age) {
    return Math.max(0, over.toMillis() - age.toMillis());
  }

  private static int rounded(double points) {
    return (int) (Math.signum(points) * Math.floor(Math.abs(points) + 0.5));
  }
}
