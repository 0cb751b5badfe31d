package dev.leadline.scoring;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasedDecisionsIT {
  @Inject DataSource database;

  @Test
  void whatDecidedAboutAForgottenPersonVanishesAndTheChainsStillVerify() throws SQLException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    try (TestTopics topics = TestTopics.listeningTo(Topics.SCORING)) {
      // given
      LeadSnapshot survivor = aLead(601).build();
      LeadSnapshot absorbed = aLead(602).build();
      for (LeadSnapshot lead : List.of(survivor, absorbed)) {
        topics.say(
            Topics.INTAKE, anEnvelopeOf(new LeadCaptured(lead, "hubspot", "direct")).build());
        topics.await(LeadScored.class, event -> event.lead().id().equals(lead.id()));
        assertThat(decisionsAbout(lead.id())).isNotEmpty().noneMatch(ChainLink::isErased);
      }

      // when
      topics.say(
          Topics.INTAKE,
          anEnvelopeOf(new LeadsMerged(survivor, survivor.id(), absorbed.id(), "email")).build(),
          anEnvelopeOf(new LeadsMerged(absorbed, survivor.id(), absorbed.id(), "email")).build());
      topics.say(Topics.INTAKE, anEnvelopeOf(new LeadErased(survivor.id())).build());

      // then
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(decisionsAbout(survivor.id())).allMatch(ChainLink::isErased));
      try (Connection connection = database.getConnection()) {
        assertThat(DecisionLog.verify(connection, List.of()))
            .allMatch(AuditVerifier.Verdict.Intact.class::isInstance);
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
