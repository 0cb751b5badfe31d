package dev.leadline.intake.kafka;

import dev.leadline.events.Topics;
import dev.leadline.intake.application.CurrentIntake;
import dev.leadline.intake.application.InboxRecords;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Reads the inbox.
@Singleton
class IntakeConsumer implements BatchHandler {
  private final CurrentIntake intake;

  IntakeConsumer(CurrentIntake intake) {
    this.intake = intake;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.INBOX);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    List<InboxEntry> entries =
        batch.records().stream()
            .map(record -> InboxRecords.toEntry(record.key(), record.headers(), record.value()))
            .toList();
    intake.decide("intake:" + batch.topic() + ":" + batch.partition(), entries, transaction);
  }
}
