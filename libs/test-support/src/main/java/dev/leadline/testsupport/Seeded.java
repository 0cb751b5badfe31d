package dev.leadline.testsupport;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a law over generated input, once from a fixed seed and once from a fresh one, and names the
/// seed when the law does not hold. The system property `leadline.seed` puts a seed in place of the
/// fresh one.
public final class Seeded {
  private static final String PROPERTY = "leadline.seed";

  private Seeded() {}

  /// Checks the law `times` times with each of the two seeds.
  public static void check(long fixedSeed, int times, Consumer<Random> law) {
    checkFrom(fixedSeed, times, law);
    checkFrom(Long.getLong(PROPERTY, System.nanoTime()), times, law);
  }

  private static void checkFrom(long seed, int times, Consumer<Random> law) {
    Random random = new Random(seed);
    for (int run = 1; run <= times; run++) {
      try {
        law.accept(random);
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError(
            "Run %d from seed %d (-D%s=%d): %s"
                .formatted(run, seed, PROPERTY, seed, broken.getMessage()),
            broken);
      }
    }
  }
}
