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
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ShortPromises.class)
class StoriesIT {
  private TestTopics topics;

  @Inject DataSource database;

  @BeforeEach
  void listen() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    topics = TestTopics.listeningTo(Topics.SLA);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void theTimelineTellsTheWholeStoryInOrder() {
    // given that all was recorded before the monitor hears of any of it
    Lives life = Lives.beginningAt(Instant.now().minusSeconds(1));

    // when
    topics.say(Topics.ROUTING, life.assigned("ana"));
    topics.say(Topics.LIFECYCLE, life.qualified());
    topics.say(Topics.INTAKE, life.captured());

    // then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            viewer()
                .get(timeline(life.lead().id()))
                .then()
                .statusCode(200)
                .body(
                    "entries.type.take(4)",
                    Matchers.contains(
                        "LeadCaptured", "StageEntered", "LeadAssigned", "ClockStarted")));
    viewer()
        .get(timeline(life.lead().id()))
        .then()
        .body("entries[0].headline", Matchers.is("Captured from hubspot (Organic Search)"))
        .body("entries[1].reasons[0].rule", Matchers.is("lead-to-mql"))
        .body("entries[1].policyVersion", Matchers.is("policy-1"))
        .body("entries[1].causationId", Matchers.is(life.captured().id().toString()))
        .body("entries[1].actor.kind", Matchers.is("SYSTEM"))
        .body("entries[2].headline", Matchers.startsWith("Assigned to ana by everyone-else"))
        .body("entries[3].service", Matchers.is("sla-monitor"))
        .body("entries[0].data.lead.fields.email", Matchers.notNullValue())
        .body("entries[3].data.lead", Matchers.nullValue())
        .body("entries[3].data.clock.target", Matchers.is("speed-to-lead"));
  }

  @Test
  void aLeadThatIsNotKnownIsNotFound() {
    // given
    UUID nobody = UUID.randomUUID();

    // then
    viewer()
        .get(timeline(new LeadId(nobody)))
        .then()
        .statusCode(404)
        .body(
            "detail",
            Matchers.is("Timeline of lead '" + nobody + "' is empty: the lead is not known"));
    viewer().get("/api/leads/" + nobody + "/clocks").then().statusCode(404);
    viewer().get("/api/leads/no-id/clocks").then().statusCode(400);
    given().get("/api/leads/" + nobody + "/clocks").then().statusCode(401);
  }

  @Test
  void whoIsForgottenLeavesOnlyTheWordOfIt() throws SQLException {
    // given
    Lives life = Lives.beginningAt(Instant.now());
    LeadId id = life.lead().id();
    topics.say(Topics.INTAKE, life.captured());
    topics.say(Topics.LIFECYCLE, life.qualified());
    awaited(ClockStarted.class, id);

    // when
    topics.say(
        Topics.INTAKE, anEnvelopeOf(new LeadErased(id)).at(Instant.now()).from("intake").build());

    // then
    ClockCancelled cancelled = awaited(ClockCancelled.class, id).event();
    assertThat(cancelled.cause()).isEqualTo("erased");
    assertThat(cancelled.lead().fields()).isEmpty();

    // when: a late event of the lead comes from another topic
    topics.say(Topics.ROUTING, life.assigned("ana"));
    Lives other = Lives.beginningAt(Instant.now());
    topics.say(Topics.ROUTING, other.assigned("ana"));
    await().until(() -> viewer().get(timeline(other.lead().id())).statusCode() == 200);

    // then
    await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() ->
            viewer()
                .get(timeline(id))
                .then()
                .body("entries.type", Matchers.contains("LeadErased")));
    assertThatDecisionsTellNothingOf(id);
  }

  private void assertThatDecisionsTellNothingOf(LeadId lead) throws SQLException {
    try (Connection connection = database.getConnection();
        Stream<ChainLink> decisions = DecisionLog.about(connection, lead)) {
      assertThat(decisions).isNotEmpty().allMatch(ChainLink::isErased);
      assertThat(DecisionLog.verify(connection, List.of()))
          .allMatch(AuditVerifier.Verdict.Intact.class::isInstance);
    }
  }

  @Test
  void anExceptionIsOpenedOnceCountedAndResolvedByAPerson() {
    // given
    String subject = "delivery-" + UUID.randomUUID();
    topics.say(Topics.INTAKE, raised(subject, 1), raised(subject, 2), raised(subject, 3));

    // then
    await()
        .untilAsserted(() ->
            operator()
                .get("/api/exceptions?reason=QUARANTINED")
                .then()
                .body("items.findAll { it.subject == '" + subject + "' }.count", contains(3)));
    String id =
        operator()
            .get("/api/exceptions?reason=quarantined&state=open")
            .path("items.find { it.subject == '" + subject + "' }.id");

    // when
    operator().post("/api/exceptions/" + id + "/acknowledge").then().statusCode(200);
    operator()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/exceptions/" + id + "/resolve")
        .then()
        .statusCode(422)
        .body("detail", Matchers.is("Exception '" + id + "' not resolved: 'note' is missing"));
    operator()
        .post("/api/exceptions/" + id + "/retry")
        .then()
        .statusCode(409)
        .body("detail", Matchers.containsString("/api/quarantine/{id}/release"));
    given()
        .header("Authorization", "Bearer viewer-token")
        .post("/api/exceptions/" + id + "/acknowledge")
        .then()
        .statusCode(403);
    operator()
        .contentType(ContentType.JSON)
        .body("{\"note\": \"Mapping mended\"}")
        .post("/api/exceptions/" + id + "/resolve")
        .then()
        .statusCode(200)
        .body("state", Matchers.is("resolved"))
        .body("handledBy", Matchers.is("test"));

    // then
    topics.await(ExceptionResolved.class, event -> event.subject().equals(subject));
    operator().post("/api/exceptions/" + id + "/acknowledge").then().statusCode(409);
  }

  @Test
  void aFailedRoutingIsDrivenAgain() {
    // given
    Lives life = Lives.beginningAt(Instant.now());
    LeadId id = life.lead().id();
    topics.say(Topics.LIFECYCLE, life.qualified());
    awaited(ClockStarted.class, id);
    topics.say(
        Topics.ROUTING,
        anEnvelopeOf(
                new ExceptionRaised(
                    ExceptionReason.POOL_EMPTY,
                    id.toString(),
                    "routing",
                    id,
                    "Pool 'inbound' has no members",
                    "Add a member"))
            .at(Instant.now())
            .build());
    String query = "items.find { it.subject == '" + id + "' && it.reason == 'POOL_EMPTY' }.id";
    await().until(() -> operator().get("/api/exceptions").path(query) != null);
    String exception = operator().get("/api/exceptions").path(query);

    // when
    operator().post("/api/exceptions/" + exception + "/retry").then().statusCode(200);

    // then
    assertThat(
            topics
                .await(
                    ReassignmentRequested.class,
                    event -> event.lead().id().equals(id) && event.rung().equals("retry"))
                .event()
                .owner())
        .isEmpty();
  }

  private static org.hamcrest.Matcher<Iterable<? extends Integer>> contains(int count) {
    return Matchers.contains(count);
  }

  private static Envelope<ExceptionRaised> raised(String subject, int number) {
    return anEnvelopeOf(
            new ExceptionRaised(
                ExceptionReason.QUARANTINED, subject, "intake", null, "No identity", "Mend it"))
        .at(Instant.now())
        .number(number)
        .build();
  }

  private <E extends dev.leadline.events.AboutLead> Envelope<E> awaited(Class<E> type, LeadId id) {
    return topics.await(type, event -> event.lead().id().equals(id));
  }

  private static String timeline(LeadId id) {
    return "/api/leads/" + id + "/timeline";
  }

  private static RequestSpecification viewer() {
    return given().header("Authorization", "Bearer viewer-token");
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer test-token");
  }
}
