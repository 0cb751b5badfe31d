package dev.leadline.scoring.kafka;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.application.ScoreLeads;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Reads the intake topic.
@ApplicationScoped
public class ScoringConsumer implements BatchHandler {
  /// Not decoded at all; an unknown type is, and so ends among the dead letters.
  private static final Set<String> NOT_USED =
      Set.of(EventTypes.nameOf(ExceptionRaised.class), EventTypes.nameOf(ExceptionResolved.class));

  private final ScoreLeads scoreLeads;

  ScoringConsumer(ScoreLeads scoreLeads) {
    this.scoreLeads = scoreLeads;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.INTAKE);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    List<Envelope<?>> events =
        batch.records().stream()
            .filter(record -> !NOT_USED.contains(record.headers().getOrDefault("ce_type", "")))
            .<Envelope<?>>map(InboundRecord::envelope)
            .toList();
    scoreLeads.decide(events, "scoring:" + batch.topic() + ":" + batch.partition(), transaction);
  }
}
