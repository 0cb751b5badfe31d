package dev.leadline.lifecycle.application;

import dev.leadline.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The gauge `leadline_stage_leads{stage}`: how many leads are in each stage.
@ApplicationScoped
public class StageGauge {
  private final StageTally tally;
  private final Supplier<Policy> policy;
  private final MultiGauge gauge;

  StageGauge(StageTally tally, Supplier<Policy> policy, MeterRegistry registry) {
    this.tally = tally;
    this.policy = policy;
    this.gauge =
        MultiGauge.builder("leadline.stage.leads")
            .description("Leads in each stage")
            .register(registry);
  }

  @Scheduled(
      every = "${leadline.lifecycle.count-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void refresh() {
    Map<String, Long> leads = new TreeMap<>();
    policy.get().lifecycle().stages().forEach(stage -> leads.put(stage, 0L));
    leads.putAll(tally.leads());
    List<MultiGauge.Row<?>> rows =
        leads.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                stage -> MultiGauge.Row.of(Tags.of("stage", stage.getKey()), stage.getValue()))
            .toList();
    gauge.register(rows, true);
  }
}
