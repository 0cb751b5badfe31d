package dev.leadline.sla;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ShortPromises.class)
class ErasedDecisionsIT {
  @Inject DataSource database;

  @Test
  void whatDecidedAboutAForgottenPersonVanishesAndTheChainsStillVerify() throws SQLException {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    try (TestTopics topics = TestTopics.listeningTo(Topics.SLA)) {
      // given
      Lives life = Lives.beginningAt(Instant.now());
      LeadId id = life.lead().id();
      topics.say(Topics.INTAKE, life.captured());
      topics.say(Topics.LIFECYCLE, life.qualified());
      UUID clock =
          topics
              .await(ClockStarted.class, event -> event.lead().id().equals(id))
              .event()
              .clock()
              .id();
      topics.await(ClockWarned.class, event -> event.lead().id().equals(id));
      assertThat(rowsOf(clock)).isGreaterThan(1);
      assertThat(decisionsAbout(id)).isNotEmpty().noneMatch(ChainLink::isErased);

      // when
      topics.say(
          Topics.INTAKE, anEnvelopeOf(new LeadErased(id)).at(Instant.now()).from("intake").build());

      // then
      topics.await(ClockCancelled.class, event -> event.lead().id().equals(id));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(decisionsAbout(id)).isNotEmpty().allMatch(ChainLink::isErased));
      assertThat(rowsOf(clock)).isZero();
      try (Connection connection = database.getConnection()) {
        assertThat(DecisionLog.verify(connection, List.of()))
            .allMatch(AuditVerifier.Verdict.Intact.class::isInstance);
      }
    }
  }

  /// The clock itself and the rungs that it climbed.
  private long rowsOf(UUID clock) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                """
                select (select count(*) from clock where id = ?)
                  + (select count(*) from clock_rung where clock_id = ?)
                """)) {
      count.setObject(1, clock);
      count.setObject(2, clock);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private List<ChainLink> decisionsAbout(LeadId lead) throws SQLException {
    try (Connection connection = database.getConnection();
        Stream<ChainLink> decisions = DecisionLog.about(connection, lead)) {
      return decisions.toList();
    }
  }
}
