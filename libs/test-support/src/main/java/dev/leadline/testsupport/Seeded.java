package dev.leadline.testsupport;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a law over generated input from a fixed seed, so that it holds tomorrow if it holds today,
/// and names the seed when it does not. Whoever looks for a counter-example gives another seed in
/// the system property `leadline.seed`, from which the law is checked too.
public final class Seeded {
  private static final String PROPERTY = "leadline.seed";

  private Seeded() {}

  /// Checks the law `times` times with each seed.
  public static void check(long fixedSeed, int times, Consumer<Random> law) {
    checkFrom(fixedSeed, times, law);
    Long other = Long.getLong(PROPERTY);
    if (other != null) {
      checkFrom(other, times, law);
    }
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
