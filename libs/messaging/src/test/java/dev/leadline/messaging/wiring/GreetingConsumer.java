package dev.leadline.messaging.wiring;

import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/// The Kafka door of a service that keeps greetings.
@ApplicationScoped
class GreetingConsumer implements BatchHandler {
  static final String TOPIC = "leadline.greetings.v1";

  @Override
  public Set<String> topics() {
    return Set.of(TOPIC);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    try (PreparedStatement insert =
        transaction.connection().prepareStatement("insert into greeting (text) values (?)")) {
      for (InboundRecord record : batch.records()) {
        insert.setString(1, new String(record.value(), StandardCharsets.UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
