package dev.leadline.sla.application;

import dev.leadline.sla.commitment.Pace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// How the commitments stand in their current period, looked at every 30 seconds.
@ApplicationScoped
class CommitmentGauges {
  private static final Map<String, ToLongFunction<Pace>> FIGURES =
      Map.of(
          "promised", Pace::promised,
          "delivered", Pace::delivered,
          "expected", Pace::expected,
          "projected", Pace::projected);

  private final ReadCommitments commitments;
  private final MultiGauge leads;

  CommitmentGauges(ReadCommitments commitments, MeterRegistry meters) {
    this.commitments = commitments;
    leads =
        MultiGauge.builder("leadline.commitment.leads")
            .description(
                "Of a commitment in its period: promised, expected by now, delivered so far, projected")
            .register(meters);
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    leads.register(
        commitments.paces().stream().flatMap(pace -> rows(pace).stream()).toList(), true);
  }

  private static List<Row<?>> rows(Pace pace) {
    return FIGURES.entrySet().stream()
        .<Row<?>>map(figure ->
            Row.of(
                Tags.of("commitment", pace.commitment(), "figure", figure.getKey()),
                figure.getValue().applyAsLong(pace)))
        .toList();
  }
}
