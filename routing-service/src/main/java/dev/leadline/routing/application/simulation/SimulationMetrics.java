package dev.leadline.routing.application.simulation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Counts what came of simulations.
@Singleton
class SimulationMetrics {
  private final MeterRegistry registry;

  SimulationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(String outcome) {
    Counter.builder("leadline.policy.simulations")
        .description("Simulations of a policy that were asked for over HTTP")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
