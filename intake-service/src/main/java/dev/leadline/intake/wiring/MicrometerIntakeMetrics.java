package dev.leadline.intake.wiring;

import dev.leadline.events.ExceptionReason;
import dev.leadline.intake.application.IntakeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Counts by Micrometer.
@Singleton
class MicrometerIntakeMetrics implements IntakeMetrics {
  private final MeterRegistry registry;

  MicrometerIntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void captured(String source, String channel) {
    Counter.builder("leadline.leads.captured")
        .description("New leads, by where they came from after the taxonomy")
        .tags("source", source, "channel", channel)
        .register(registry)
        .increment();
  }

  @Override
  public void exception(ExceptionReason reason) {
    Counter.builder("leadline.exceptions")
        .description("Exceptions raised for a person")
        .tags("reason", reason.name(), "service", "intake")
        .register(registry)
        .increment();
  }

  @Override
  public void repeated(String source) {
    Counter.builder("leadline.intake.repeats")
        .description("Deliveries that were there before and had no effect")
        .tag("source", source)
        .register(registry)
        .increment();
  }
}
