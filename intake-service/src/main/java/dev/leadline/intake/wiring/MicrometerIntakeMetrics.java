package dev.leadline.intake.wiring;

import dev.leadline.events.ExceptionReason;
import dev.leadline.intake.application.IntakeMetrics;
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
    registry.counter("leadline.leads.captured", "source", source, "channel", channel).increment();
  }

  @Override
  public void exception(ExceptionReason reason) {
    registry
        .counter("leadline.exceptions", "reason", reason.name(), "service", "intake")
        .increment();
  }

  @Override
  public void repeated(String source) {
    registry.counter("leadline.intake.repeats", "source", source).increment();
  }
}
