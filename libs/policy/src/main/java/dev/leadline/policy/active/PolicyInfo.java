package dev.leadline.policy.active;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;

/// The metric `leadline_policy_info{version}`, always 1: which policy a service decides by.
@ApplicationScoped
class PolicyInfo {
  void publish(@Observes Startup event, ActivePolicy active, Instance<MeterRegistry> registries) {
    registries.stream()
        .forEach(registry ->
            Gauge.builder("leadline.policy.info", () -> 1)
                .tag("version", active.get().version())
                .register(registry));
  }
}
