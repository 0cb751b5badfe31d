package dev.leadline.intake.wiring;

import dev.leadline.intake.application.Quarantine;
import dev.leadline.intake.delivery.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The gauge `leadline_quarantine_deliveries{source}`: what waits to be released, counted every 15
/// seconds. A source that is configured and has none shows 0.
@Singleton
class QuarantineGauge {
  private final Quarantine quarantine;
  private final Sources sources;
  private final MultiGauge gauge;

  QuarantineGauge(Quarantine quarantine, Sources sources, MeterRegistry registry) {
    this.quarantine = quarantine;
    this.sources = sources;
    gauge =
        MultiGauge.builder("leadline.quarantine.deliveries")
            .description("Deliveries that are authentic, cannot be used and were not released")
            .register(registry);
  }

  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void count() {
    Map<String, Long> held = new TreeMap<>();
    sources.all().forEach(source -> held.put(source.id(), 0L));
    held.putAll(quarantine.held());
    List<Row<?>> rows =
        held.entrySet().stream()
            .<Row<?>>map(it -> Row.of(Tags.of("source", it.getKey()), it.getValue()))
            .toList();
    gauge.register(rows, true);
  }
}
