package dev.leadline.routing.application;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.RoutingEvent;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.Ownership;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what was decided, to be called when it is committed.
@ApplicationScoped
class RoutingMetrics {
  private static final String NONE = "none";

  private static final Duration[] ACCEPT_TIMES = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofDays(1)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;

  RoutingMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
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
        case AssignmentAccepted _ -> accepted(decided.next().ownership());
        case AssignmentDeclined _ -> count("declined", null, null);
        case AssignmentExpired _ -> count("expired", null, null);
        default -> {}
      }
    }
  }

  private void accepted(@Nullable Ownership ownership) {
    if (ownership != null) {
      accepts(ownership.pool() == null ? NONE : ownership.pool())
          .record(Duration.between(ownership.since(), clock.instant()));
    }
  }

  /// How fast members of a pool accept; begins at 0 when it is first asked for.
  Timer accepts(String pool) {
    return Timer.builder("leadline.routing.accept")
        .description("From a lead being offered to its owner accepting, by the wall clock")
        .tag("pool", pool)
        .serviceLevelObjectives(ACCEPT_TIMES)
        .register(registry);
  }

  private void count(ExceptionRaised raised) {
    Counter.builder("leadline.exceptions")
        .description("Exceptions raised for a person")
        .tags("reason", raised.reason().name(), "service", Cause.SERVICE)
        .register(registry)
        .increment();
  }

  private void count(String outcome, @Nullable String rule, @Nullable String pool) {
    Counter.builder("leadline.routing.decisions")
        .description("Decisions of routing, by what came of them")
        .tag("outcome", outcome)
        .tag("rule", rule == null ? NONE : rule)
        .tag("pool", pool == null ? NONE : pool)
        .register(registry)
        .increment();
  }
}
