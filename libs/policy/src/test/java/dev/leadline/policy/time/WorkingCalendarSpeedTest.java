package dev.leadline.policy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Ten years of calendar cost microseconds, not a walk over days. The bound leaves room for a slow
/// and busy machine; a walk over 3,650 days would be a hundred times above it.
class WorkingCalendarSpeedTest {
  private static final int TIMES = 20_000;
  private static final Duration BOUND = Duration.ofNanos(20_000);

  @Test
  void tenYearsCostMicroseconds() {
    // given
    WorkingCalendar berlin = Calendars.nineToFive("Europe/Berlin");
    Random random = new Random(20_260_101);
    ask(berlin, random);

    // when
    long begin = System.nanoTime();
    long checked = ask(berlin, random);
    Duration each = Duration.ofNanos((System.nanoTime() - begin) / TIMES);

    // then
    assertThat(checked).isEqualTo(TIMES);
    assertThat(each).isLessThan(BOUND);
  }

  private static long ask(WorkingCalendar calendar, Random random) {
    long exact = 0;
    for (int i = 0; i < TIMES; i++) {
      Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
      Duration budget = Duration.ofHours(20_000 + random.nextInt(800));
      if (calendar.elapsed(start, calendar.due(start, budget)).equals(budget)) {
        exact++;
      }
    }
    return exact;
  }
}
