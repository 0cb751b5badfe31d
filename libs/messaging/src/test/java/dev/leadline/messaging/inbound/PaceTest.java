package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(0);

  @Test
  void whereNothingHasComeNothingWaits() {
    assertThat(pace.rest(1, 0)).isZero();
  }

  @Test
  void whereFewComeNothingWaits() {
    // given
    come(50, 5);

    // then
    assertThat(pace.rest(1, at(5))).isZero();
  }

  @Test
  void whereManyComeTheFirstWaitsForThoseOfATenthOfASecond() {
    // given
    come(1_000, 5);

    // then
    assertThat(pace.rest(1, at(5))).isCloseTo(Duration.ofMillis(99), Duration.ofMillis(1));
    assertThat(pace.rest(60, at(5))).isCloseTo(Duration.ofMillis(40), Duration.ofMillis(5));
  }

  @Test
  void whenAsManyWaitAlreadyNothingWaitsForMore() {
    // given
    come(1_000, 5);

    // then
    assertThat(pace.rest(110, at(5))).isZero();
  }

  @Test
  void someSecondsAfterABurstNothingWaits() {
    // given
    come(1_000, 5);

    // then
    assertThat(pace.rest(1, at(9))).isZero();
  }

  private void come(int perSecond, int seconds) {
    for (int tick = 0; tick < 10 * seconds; tick++) {
      pace.count(perSecond / 10, tick * at(1) / 10);
    }
  }

  private static long at(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
