package dev.leadline.messaging.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.messaging.DirectPublisher;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transactions;
import dev.leadline.testsupport.StackResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StackResource.class)
class MessagingWiringIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Transactions transactions;
  @Inject DirectPublisher publisher;
  @Inject DataSource database;
  @Inject MeterRegistry meters;
  @Inject @Readiness MessagingReadiness readiness;

  @Test
  void aServiceReadsWhatOthersPublishDirectlyAndThroughTheOutbox() {
    // when
    await()
        .atMost(PATIENCE)
        .until(() -> readiness.call().getStatus() == HealthCheckResponse.Status.UP);
    publisher.publish(List.of(greeting("direct"))).toCompletableFuture().join();
    transactions.call(transaction -> {
      transaction.publish(greeting("from the outbox"));
      return "done";
    });

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(greetings()).containsOnlyOnce("direct", "from the outbox"));
    await().atMost(PATIENCE).until(() -> meters.get("leadline.relay.lag").gauge().value() >= 0);
    assertThat(meters.get("leadline.hop").tag("service", "wiring-test").timer()).isNotNull();
  }

  private List<String> greetings() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select array_agg(text) from greeting")) {
      row.next();
      return row.getArray(1) == null ? List.of() : List.of((String[]) row.getArray(1).getArray());
    }
  }

  private static OutboundRecord greeting(String text) {
    return new OutboundRecord(
        GreetingConsumer.TOPIC,
        "key",
        Map.of("ce_id", text),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
