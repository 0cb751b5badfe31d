package dev.leadline.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadCaptured;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestKafka;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BrokerAwayIT {

  @AfterEach
  void theBrokerIsBack() {
    TestKafka.start();
  }

  @Test
  void whatIsNotStoredIsNotAccepted() {
    // given
    Awaitility.await("readiness")
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    String email = "away-" + UUID.randomUUID() + "@company.example";
    TestKafka.kill();

    // when
    Response refused = Deliveries.form("web-form", "email=" + email);

    // then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(refused.jsonPath().getString("detail"))
        .isEqualTo("Delivery of source 'web-form' was not stored: the broker does not confirm it");

    // and when it is back, the sender's next try is the one that counts
    TestKafka.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Deliveries.form("web-form", "email=" + email).statusCode() == 202);
    try (TestTopics topics = TestTopics.listeningTo(Topics.INTAKE)) {
      topics.await(LeadCaptured.class, event -> email.equals(event.lead().fields().get("email")));
    }
  }
}
