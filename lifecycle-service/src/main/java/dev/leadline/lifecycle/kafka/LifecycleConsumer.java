package dev.leadline.lifecycle.kafka;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingEvent;
import dev.leadline.events.ScoringEvent;
import dev.leadline.events.Topics;
import dev.leadline.lifecycle.application.AdvanceLeads;
import dev.leadline.lifecycle.application.StageMetrics;
import dev.leadline.lifecycle.application.Told;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the topics of intake, scoring and routing.
///
/// Decisions are counted when they are made; the few that a rollback at commit undoes are counted
/// again when they are made again.
@ApplicationScoped
public class LifecycleConsumer implements BatchHandler {
  private static final Set<Class<? extends Event>> USED =
      Set.of(
          LeadCaptured.class,
          LeadChanged.class,
          LeadsMerged.class,
          LeadErased.class,
          CrmUpdated.class,
          LeadScored.class,
          AssignmentAccepted.class);

  /// Not decoded at all; an unknown type is, and so ends among the dead letters.
  private static final Set<String> NOT_USED =
      Stream.of(IntakeEvent.class, ScoringEvent.class, RoutingEvent.class)
          .flatMap(EventTypes::records)
          .filter(type -> !USED.contains(type))
          .map(EventTypes::nameOf)
          .collect(Collectors.toUnmodifiableSet());

  private final AdvanceLeads advanceLeads;
  private final StageMetrics metrics;

  LifecycleConsumer(AdvanceLeads advanceLeads, StageMetrics metrics) {
    this.advanceLeads = advanceLeads;
    this.metrics = metrics;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.INTAKE, Topics.SCORING, Topics.ROUTING);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    List<Envelope<?>> events =
        batch.records().stream()
            .filter(record -> !NOT_USED.contains(record.headers().getOrDefault("ce_type", "")))
            .<Envelope<?>>map(InboundRecord::envelope)
            .toList();
    String chain = "lifecycle:" + batch.topic() + ":" + batch.partition();
    Told told = advanceLeads.decide(events, chain, transaction);
    transaction.afterCommit(() -> metrics.count(told));
  }
}
