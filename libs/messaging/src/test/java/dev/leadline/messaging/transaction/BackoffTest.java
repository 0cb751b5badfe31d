package dev.leadline.messaging.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void theWaitDoublesUpToTheLimit() {
    // given
    Backoff backoff = new Backoff(FIRST, LIMIT, () -> 1);

    // then
    assertThat(backoff.after(1)).hasMillis(100);
    assertThat(backoff.after(2)).hasMillis(200);
    assertThat(backoff.after(4)).hasMillis(800);
    assertThat(backoff.after(5)).hasMillis(1_000);
    assertThat(backoff.after(1_000_000)).hasMillis(1_000);
  }

  @Test
  void upToHalfOfItIsTakenOffAtRandom() {
    assertThat(new Backoff(FIRST, LIMIT, () -> 0).after(1)).hasMillis(50);
  }
}
