package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// `leadline_policy_info{version}`, always 1: which policy a service decides by;
/// `leadline_policy_rejected`: 1 while the directory holds a policy that cannot be used;
/// `leadline_policy_changes_total{result}`: how many changes of the directory were accepted or
/// rejected.
@ApplicationScoped
class PolicyMetrics implements PolicyListener {
  private final Instance<MeterRegistry> registries;
  private final AtomicInteger rejected = new AtomicInteger();
  private final Map<MeterRegistry, MultiGauge> infos = new ConcurrentHashMap<>();

  @Inject
  PolicyMetrics(Instance<MeterRegistry> registries) {
    this.registries = registries;
  }

  void publish(@Observes Startup event, ActivePolicy active) {
    registries.forEach(registry ->
        Gauge.builder("leadline.policy.rejected", rejected, AtomicInteger::doubleValue)
            .description("1 while the directory holds a policy that cannot be used")
            .register(registry));
    show(active.get());
  }

  @Override
  public void accepted(Policy policy) {
    rejected.set(0);
    show(policy);
    count("accepted");
  }

  @Override
  public void rejected(RejectedChange change) {
    rejected.set(1);
    count("rejected");
  }

  private void show(Policy policy) {
    Row<?> row = Row.of(Tags.of("version", policy.version()), 1);
    registries.forEach(registry ->
        infos
            .computeIfAbsent(
                registry,
                one ->
                    MultiGauge.builder("leadline.policy.info")
                        .description("1 for the version of the policy that decides")
                        .register(one))
            .register(List.of(row), true));
  }

  private void count(String result) {
    registries.forEach(registry ->
        Counter.builder("leadline.policy.changes")
            .description("Changes of the policy's directory, by whether they were accepted")
            .tag("result", result)
            .register(registry)
            .increment());
  }
}
