package dev.leadline.sla.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.active.ActivePolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ClockMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ClockMetrics metrics =
      new ClockMetrics(
          meters,
          new ActivePolicy(System.getProperty("leadline.root", "..") + "/policies/default"));

  @Test
  void beforeAnyClockHasEndedEachEndIsCountedAsNone() {
    // when
    metrics.expect();

    // then
    for (String segment : new String[] {"smb", "enterprise", "none"}) {
      assertThat(meters.get("leadline.sla.breached").tags(of(segment)).counter())
          .extracting(Counter::count)
          .isEqualTo(0.0);
      assertThat(meters.get("leadline.sla.closed").tags(of(segment)).counters())
          .extracting(counter -> counter.getId().getTag("result"))
          .containsExactlyInAnyOrder("met", "met-late", "cancelled");
    }
  }

  private static String[] of(String segment) {
    return new String[] {"target", "speed-to-lead", "segment", segment};
  }
}
