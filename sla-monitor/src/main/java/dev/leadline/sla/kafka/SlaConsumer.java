package dev.leadline.sla.kafka;

import dev.leadline.events.Topics;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.application.Arrival;
import dev.leadline.sla.application.TakeBatch;
import dev.leadline.sla.clock.Interest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hears every event of the system. Of the monitor's own topic it takes the exceptions only: what
/// else it said was put on the timeline when it was said.
@ApplicationScoped
public class SlaConsumer implements BatchHandler {
  private final TakeBatch application;
  private final ActivePolicy policies;
  private volatile @Nullable Interests interests;

  SlaConsumer(TakeBatch application, ActivePolicy policies) {
    this.application = application;
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
