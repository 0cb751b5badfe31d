package dev.leadline.intake.wiring;

import dev.leadline.events.ExceptionReason;
import dev.leadline.intake.application.IntakeMetrics;
import dev.leadline.intake.delivery.Sources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Counts by Micrometer.
@Singleton
class MicrometerIntakeMetrics implements IntakeMetrics {
  private final MeterRegistry registry;

  /// Repeats begin at zero for every source, so that the first is seen as an increase.
  MicrometerIntakeMetrics(MeterRegistry registry, Sources sources) {
    this.registry = registry;
    sources.all().forEach(source -> repeats(source.id()));
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
    repeats(source).increment();
  }

  private Counter repeats(String source) {
    return Counter.builder("leadline.intake.repeats")
        .description("Deliveries that were there before and had no effect")
        .tag("source", source)
        .register(registry);
  }
}
