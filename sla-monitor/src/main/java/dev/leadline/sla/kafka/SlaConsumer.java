package dev.leadline.sla.kafka;

import dev.leadline.events.Topics;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.application.Arrival;
import dev.leadline.sla.application.FireDueClocks;
import dev.leadline.sla.application.TakeBatch;
import dev.leadline.sla.clock.Interest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hears every event of the system. Of the monitor's own topic it takes the exceptions only: what
/// else it said was put on the timeline when it was said.
@ApplicationScoped
public class SlaConsumer implements BatchHandler {
  /// How long an event may wait for others while rungs are late.
  private static final Duration REST = Duration.ofMillis(100);

  private final TakeBatch application;
  private final FireDueClocks timers;
  private final ActivePolicy policies;
  private volatile @Nullable Interests interests;

  SlaConsumer(TakeBatch application, FireDueClocks timers, ActivePolicy policies) {
    this.application = application;
    this.timers = timers;
    this.policies = policies;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.INTAKE, Topics.SCORING, Topics.LIFECYCLE, Topics.ROUTING, Topics.SLA);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    Interest interest = interest();
    List<Arrival> arrivals =
        batch.records().stream()
            .map(record -> Arrivals.of(record, interest))
            .flatMap(Optional::stream)
            .toList();
    if (!arrivals.isEmpty()) {
      String chain = "sla-monitor:" + batch.topic() + ":" + batch.partition();
      application.take(arrivals, chain, transaction);
    }
  }

  /// While more rungs are due than are fired at once, the few events that come between them are
  /// taken together.
  @Override
  public Duration rest() {
    return timers.isBehind() ? REST : Duration.ZERO;
  }

  private record Interests(String version, Interest interest) {}

  private Interest interest() {
    Policy policy = policies.get();
    Interests known = interests;
    if (known == null || !known.version().equals(policy.version())) {
      known = new Interests(policy.version(), Interest.of(policy));
      interests = known;
    }
    return known.interest();
  }
}
