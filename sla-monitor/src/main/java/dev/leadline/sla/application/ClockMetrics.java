package dev.leadline.sla.application;

import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Saying;
import dev.leadline.sla.clock.Terms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what became of clocks, once it is committed.
@ApplicationScoped
class ClockMetrics {
  private static final Duration[] WORKING_TIMES = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(8),
    Duration.ofDays(1),
    Duration.ofDays(3),
    Duration.ofDays(7)
  };

  private static final List<String> RESULTS = List.of("met", "met-late", "cancelled");

  private final MeterRegistry meters;
  private final ActivePolicy policies;
  private final Timer lateness;
  private String version = "";

  ClockMetrics(MeterRegistry meters, ActivePolicy policies) {
    this.meters = meters;
    this.policies = policies;
    this.lateness =
        Timer.builder("leadline.sla.timer.lateness")
            .description("How long after it was reached a rung of a ladder fired")
            .serviceLevelObjectives(
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofHours(1))
            .register(meters);
  }

  /// Has what the clocks of the policy may end as begin at 0, so that the first burst of breaches
  /// is seen as an increase.
  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expect() {
    Policy policy = policies.get();
    if (!policy.version().equals(version)) {
      version = policy.version();
      for (Target target : policy.sla().targets()) {
        ends(target.id(), segment(null));
        policy.segments().forEach(segment -> ends(target.id(), segment.id()));
      }
    }
  }

  void said(List<Saying> sayings) {
    for (Saying saying : sayings) {
      if (saying.event() instanceof ExceptionRaised raised) {
        Counter.builder("leadline.exceptions")
            .description("Exceptions raised for a person")
            .tags("reason", raised.reason().name(), "service", raised.service())
            .register(meters)
            .increment();
      }
      switch (saying.outcome()) {
        case "met", "met-late" -> {
          closed(saying.clock().terms(), saying.outcome());
          if (saying.event() instanceof ClockMet met) {
            elapsed(saying.clock().terms()).record(met.used());
            split(saying.clock().terms().target(), met.split());
          }
        }
        case "breached" -> breached(saying.clock().terms());
        case "cancelled" -> closed(saying.clock().terms(), "cancelled");
        default -> {
          // Only ends are counted here; the rest shows on the timeline.
        }
      }
    }
  }

  void fired(List<FiredRung> rungs) {
    rungs.forEach(rung -> lateness.record(Duration.between(rung.at(), rung.firedAt())));
  }

  /// A person answered a lead for the first time.
  void responded(LeadClocks lead, Duration after) {
    Timer.builder("leadline.first.response")
        .description("From capture to the first answer of a person, by the wall clock")
        .tag("segment", segment(lead.market()))
        .serviceLevelObjectives(WORKING_TIMES)
        .register(meters)
        .record(after);
  }

  private void closed(Terms terms, String result) {
    ends(terms.target(), segment(terms.market()));
    end(terms.target(), segment(terms.market()), result).increment();
  }

  private void breached(Terms terms) {
    ends(terms.target(), segment(terms.market()));
    breaches(terms.target(), segment(terms.market())).increment();
  }

  /// Makes all that a clock may end as begin at 0 together, so that a ratio of them is a number.
  private void ends(String target, String segment) {
    breaches(target, segment);
    RESULTS.forEach(result -> end(target, segment, result));
  }

  private Counter breaches(String target, String segment) {
    return Counter.builder("leadline.sla.breached")
        .description("Clocks whose budget was used up")
        .tags("target", target, "segment", segment)
        .register(meters);
  }

  private Counter end(String target, String segment, String result) {
    return Counter.builder("leadline.sla.closed")
        .description("Clocks that ended, by how")
        .tags("target", target, "segment", segment, "result", result)
        .register(meters);
  }

  private void split(String target, TimeSplit split) {
    took(target, "systems", split.systems());
    took(target, "waiting", split.waiting());
    took(target, "people", split.people());
  }

  private void took(String target, String side, Duration time) {
    Counter.builder("leadline.sla.took")
        .description("Elapsed time of met clocks, by who used it")
        .baseUnit("seconds")
        .tags("target", target, "side", side)
        .register(meters)
        .increment(time.toMillis() / 1e3);
  }

  private Timer elapsed(Terms terms) {
    return Timer.builder("leadline.sla.elapsed")
        .description("Working time that a met clock took")
        .tags("target", terms.target(), "segment", segment(terms.market()))
        .serviceLevelObjectives(WORKING_TIMES)
        .register(meters);
  }

  private static String segment(@Nullable String market) {
    return market == null ? "none" : market;
  }
}
