package dev.leadline.sla.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SparingTest {
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private int times;
  private final Sparing sparing = new Sparing(() -> now);

  @Test
  void whatIsQuickIsDoneEachTime() {
    // when
    sparing.run(() -> takes(0));
    sparing.run(() -> takes(0));

    // then
    assertThat(times).isEqualTo(2);
  }

  @Test
  void whatTakesLongWaitsTwentyTimesAsLong() {
    // given
    sparing.run(() -> takes(3));
    sparing.run(() -> takes(4));

    // when
    now = now.plusSeconds(59);
    sparing.run(() -> takes(3));

    // then
    assertThat(times).isEqualTo(2);

    // when
    now = now.plusSeconds(1);
    sparing.run(() -> takes(3));

    // then
    assertThat(times).isEqualTo(3);
  }

  @Test
  void oneSlowTimeTellsNothing() {
    // given
    sparing.run(() -> takes(0));

    // when
    sparing.run(() -> takes(600));
    sparing.run(() -> takes(0));
    sparing.run(() -> takes(600));
    sparing.run(() -> takes(0));

    // then
    assertThat(times).isEqualTo(5);
  }

  @Test
  void whatFailsLateTwiceWaitsAsWell() {
    // given
    failsLate();
    failsLate();

    // when
    sparing.run(() -> takes(3));

    // then
    assertThat(times).isEqualTo(2);
  }

  private void failsLate() {
    assertThatThrownBy(() ->
            sparing.run(() -> {
              takes(3);
              throw new IllegalStateException("no database");
            }))
        .hasMessage("no database");
  }

  private void takes(int seconds) {
    times++;
    now = now.plusSeconds(seconds);
  }
}
