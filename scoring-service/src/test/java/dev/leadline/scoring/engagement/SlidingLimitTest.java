package dev.leadline.scoring.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.ScoringPolicy.Limit;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlidingLimitTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Limit TWICE_A_DAY = new Limit(2, Duration.ofDays(1));

  @Test
  void anAwardIsAllowedOnceTheWindowHasMovedOn() {
    // given
    List<Instant> awarded = List.of(START, START.plus(Duration.ofHours(1)));
    // when, then
    assertThat(SlidingLimit.allows(TWICE_A_DAY, awarded, START.plus(Duration.ofHours(23))))
        .isFalse();
    assertThat(SlidingLimit.allows(TWICE_A_DAY, awarded, START.plus(Duration.ofHours(24))))
        .isTrue();
  }

  @Test
  void anAwardThatArrivesLateDoesNotCrowdAWindowOfThePast() {
    // given
    List<Instant> awarded = List.of(START, START.plus(Duration.ofHours(10)));
    // when, then
    assertThat(SlidingLimit.allows(TWICE_A_DAY, awarded, START.minus(Duration.ofHours(1))))
        .isFalse();
    assertThat(SlidingLimit.allows(TWICE_A_DAY, awarded, START.minus(Duration.ofHours(14))))
        .isTrue();
  }

  @Test
  void noWindowHoldsMoreThanTheLimitInWhateverOrderTheyArrive() {
    Seeded.check(
        7_001,
        300,
        random -> {
          // given
          Limit limit = new Limit(random.nextInt(1, 5), Duration.ofHours(random.nextInt(1, 100)));
          List<Instant> awarded = new ArrayList<>();
          // when
          for (int arrival = 0; arrival < 60; arrival++) {
            Instant at = START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 14)));
            if (SlidingLimit.allows(limit, awarded, at)) {
              awarded.add(at);
              Collections.sort(awarded);
            }
          }
          // then
          for (Instant begin : awarded) {
            Instant end = begin.plus(limit.per());
            assertThat(awarded.stream().filter(at -> !at.isBefore(begin) && at.isBefore(end)))
                .hasSizeLessThanOrEqualTo(limit.times());
          }
        });
  }
}
