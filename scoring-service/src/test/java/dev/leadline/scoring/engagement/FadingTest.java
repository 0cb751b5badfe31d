package dev.leadline.scoring.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FadingTest {
  private static final Decay LINEAR = new Decay.Linear(Duration.ofDays(10));
  private static final Decay HALF_LIFE = new Decay.HalfLife(Duration.ofDays(14));

  @Test
  void pointsWithoutDecayStay() {
    assertThat(Fading.worth(new Decay.None(), 8, Duration.ofDays(10_000))).isEqualTo(8);
    assertThat(Fading.lifetime(new Decay.None(), 8)).isEmpty();
  }

  @Test
  void linearDecayTakesTheSameEveryDay() {
    assertThat(Fading.worth(LINEAR, 20, Duration.ofDays(1))).isEqualTo(18);
    assertThat(Fading.worth(LINEAR, 20, Duration.ofDays(5))).isEqualTo(10);
    assertThat(Fading.worth(LINEAR, 20, Duration.ofDays(10))).isZero();
    assertThat(Fading.worth(LINEAR, 20, Duration.ofDays(11))).isZero();
  }

  @Test
  void halfLifeTakesHalfEachPeriod() {
    assertThat(Fading.worth(HALF_LIFE, 8, Duration.ofDays(14))).isEqualTo(4);
    assertThat(Fading.worth(HALF_LIFE, 8, Duration.ofDays(28))).isEqualTo(2);
    assertThat(Fading.worth(HALF_LIFE, 8, Duration.ofDays(42))).isEqualTo(1);
  }

  @Test
  void halvesAreRoundedAwayFromZeroOnBothSides() {
    assertThat(Fading.worth(LINEAR, 5, Duration.ofDays(5))).isEqualTo(3);
    assertThat(Fading.worth(LINEAR, -5, Duration.ofDays(5))).isEqualTo(-3);
  }

  @Test
  void anActivityOfTheFutureHasNotFaded() {
    assertThat(Fading.worth(LINEAR, 20, Duration.ofDays(-3))).isEqualTo(20);
  }

  @Test
  void pointsNeverGrowAndAreGoneAtTheEndOfTheirLife() {
    Seeded.check(
        20_261_121,
        2_000,
        random -> {
          // given
          Decay decay = anyDecay(random);
          int points = random.nextInt(-200, 201);
          Duration age = Duration.ofSeconds(random.nextInt(1, 40_000_000));
          Duration later = age.plusSeconds(random.nextInt(1, 4_000_000));
          // when
          int worth = Fading.worth(decay, points, age);
          int worthLater = Fading.worth(decay, points, later);
          // then
          assertThat(Math.abs(worthLater)).isLessThanOrEqualTo(Math.abs(worth));
          assertThat(worth * Integer.signum(points)).isBetween(0, Math.abs(points));
          Fading.lifetime(decay, points)
              .ifPresent(end -> assertThat(Fading.worth(decay, points, end)).isZero());
        });
  }

  private static Decay anyDecay(Random random) {
    Duration period = Duration.ofHours(random.nextInt(1, 24 * 90));
    return switch (random.nextInt(3)) {
      case 0 -> new Decay.None();
      case 1 -> new Decay.Linear(period);
      default -> new Decay.HalfLife(period);
    };
  }
}
