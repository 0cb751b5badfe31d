package dev.leadline.routing.application;

import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.RoutingEvent;
import dev.leadline.routing.assignment.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what was decided, to be called when it is committed.
@ApplicationScoped
class RoutingMetrics {
  private static final String NONE = "none";

  private final MeterRegistry registry;

  RoutingMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(List<Decision> decisions) {
    for (Decision decision : decisions) {
      switch (decision) {
        case Decision.Decided decided -> count(decided);
        case Decision.Refused _ -> count("refused", null, null);
        case Decision.Noted _ -> {}
      }
    }
  }

  private void count(Decision.Decided decided) {
    Decision.Summary summary = decided.summary();
    count(summary.outcome(), summary.rule(), summary.pool());
    for (RoutingEvent event : decided.events()) {
      switch (event) {
        case ExceptionRaised raised -> count(raised);
        case AssignmentDeclined _ -> count("declined", null, null);
        case AssignmentExpired _ -> count("expired", null, null);
        default -> {}
      }
    }
  }

  private void count(ExceptionRaised raised) {
    registry
        .counter("leadline.exceptions", "reason", raised.reason().name(), "service", Cause.SERVICE)
        .increment();
  }

  private void count(String outcome, @Nullable String rule, @Nullable String pool) {
    registry
        .counter(
            "leadline.routing.decisions",
            "outcome",
            outcome,
            "rule",
            rule == null ? NONE : rule,
            "pool",
            pool == null ? NONE : pool)
        .increment();
  }
}
