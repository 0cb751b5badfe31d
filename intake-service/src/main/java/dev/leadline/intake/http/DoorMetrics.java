package dev.leadline.intake.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What came to the doors. The sources are those of the configuration, so their number is bounded.
@Singleton
class DoorMetrics {
  private final MeterRegistry registry;
  private final Timer ack;

  DoorMetrics(MeterRegistry registry) {
    this.registry = registry;
    ack =
        Timer.builder("leadline.intake.ack")
            .description("From a delivery read to its sender answered")
            .serviceLevelObjectives(
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(1))
            .register(registry);
  }

  /// @param start by [System#nanoTime()]
  void accepted(String source, long start) {
    count(source, "accepted");
    ack.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  void refused(String source, String outcome) {
    count(source, outcome);
  }

  private void count(String source, String outcome) {
    Counter.builder("leadline.intake.deliveries")
        .description("Deliveries at the doors, by what the sender was answered")
        .tags("source", source, "outcome", outcome)
        .register(registry)
        .increment();
  }
}
