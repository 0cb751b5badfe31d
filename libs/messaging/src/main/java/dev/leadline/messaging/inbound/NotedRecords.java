package dev.leadline.messaging.inbound;

import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Notes which records a transaction decides, by the instant at which it begins to if the handler
/// does not say by which.
///
/// @param handler what decides them
record NotedRecords(BatchHandler handler, InstantSource clock) implements BatchHandler {
  @Override
  public Set<String> topics() {
    return handler.topics();
  }

  @Override
  public Duration rest() {
    return handler.rest();
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    transaction.turn().at(clock.instant());
    transaction.turn().heard(batch.records());
    handler.handle(batch, transaction);
  }
}
