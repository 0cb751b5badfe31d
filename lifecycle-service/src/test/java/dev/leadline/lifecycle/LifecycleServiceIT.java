package dev.leadline.lifecycle;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.at;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.EnvelopeAssert.assertThatEnvelope;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import dev.leadline.events.TransitionRefused;
import dev.leadline.http.Role;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestSecurity(
    user = "olga",
    roles = {Role.VIEWER, Role.OPERATOR})
class LifecycleServiceIT {
  private TestTopics topics;

  @Inject DataSource database;

  @BeforeEach
  void listen() {
    topics =
        TestTopics.listeningTo(
            Topics.INTAKE,
            Topics.SCORING,
            Topics.ROUTING,
            Topics.LIFECYCLE,
            Topics.turns("lifecycle"));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void aLeadGoesFromCapturedToAcceptedAndItsStoryIsTold() {
    // given
    LeadSnapshot lead = aLead(201).build();
    Envelope<?> scored = scored(lead, QUALIFIED, 5);
    // when
    topics.say(Topics.INTAKE, captured(lead, 0));
    entered(lead, "subscriber");
    topics.say(Topics.SCORING, scored);
    Envelope<StageEntered> mql = entered(lead, "mql");
    topics.say(Topics.ROUTING, accepted(lead, "ana", 9));
    entered(lead, "sal");
    // then
    assertThatEnvelope(mql).isCausedBy(scored);
    assertThat(topics.awaitTurnOf(mql).heard())
        .singleElement()
        .satisfies(heard -> assertThat(heard.topic()).isEqualTo(Topics.SCORING));
    stage(lead)
        .statusCode(200)
        .body("stage", equalTo("sal"))
        .body("visit", equalTo(1))
        .body("timeInStage", notNullValue())
        .body("history.stage", contains("subscriber", "lead", "mql", "sal"))
        .body("history[2].timeInStage", equalTo("PT4M"))
        .body("history[3].leftAt", nullValue());
  }

  @Test
  void aScoreThatOvertakesTheLeadMakesItOnce() {
    // given
    LeadSnapshot lead = aLead(202).build();
    // when
    topics.say(Topics.SCORING, scored(lead, QUALIFIED, 5));
    entered(lead, "mql");
    topics.say(Topics.INTAKE, captured(lead, 0), crmSays(lead, Map.of("stage", "sql"), 6));
    entered(lead, "sql");
    // then
    assertThat(
            topics.all(
                StageEntered.class,
                event -> event.lead().id().equals(lead.id()) && event.stage().equals("subscriber")))
        .hasSize(1);
  }

  @Test
  void anEventThatComesAgainHasNoEffect() {
    // given
    LeadSnapshot lead = aLead(203).build();
    Envelope<?> back = crmSays(lead, Map.of("stage", "recycled", "reason", "not-ready"), 6);
    // when
    topics.say(
        Topics.INTAKE,
        captured(lead, 0),
        crmSays(lead, Map.of("stage", "mql"), 5),
        back,
        crmSays(lead, Map.of("stage", "sql"), 7),
        back,
        crmSays(lead, Map.of("stage", "opportunity"), 8));
    entered(lead, "opportunity");
    // then
    stage(lead)
        .body("history.stage", contains("subscriber", "mql", "recycled", "sql", "opportunity"));
  }

  @Test
  void aPersonMovesALead() {
    // given
    LeadSnapshot lead = aLead(204).build();
    topics.say(Topics.INTAKE, captured(lead, 0));
    entered(lead, "subscriber");
    // when
    ask(lead.id(), "{\"to\":\"sql\",\"expectedStage\":\"subscriber\"}")
        .statusCode(200)
        .body("stage", equalTo("sql"))
        .body("visit", equalTo(1));
    // then
    Envelope<StageEntered> entered = entered(lead, "sql");
    assertThat(entered.event().actor().name()).isEqualTo("olga");
    assertThat(topics.awaitTurnOf(entered).asked()).hasToString(entered.correlationId());
    stage(lead).body("stage", equalTo("sql"));
  }

  @Test
  void whatIsNotAllowedIsAnsweredWithWhereTheLeadIs() {
    // given
    LeadSnapshot lead = aLead(205).build();
    topics.say(Topics.INTAKE, captured(lead, 0), crmSays(lead, Map.of("stage", "customer"), 1));
    entered(lead, "customer");
    // when
    ask(lead.id(), "{\"to\":\"mql\"}")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("stage", equalTo("customer"))
        .body(
            "detail",
            equalTo(
                "Lead '%s' cannot enter stage 'mql': No transition leads from 'customer' to 'mql'"
                    .formatted(lead.id())));
    // then
    topics.await(TransitionRefused.class, event -> event.lead().id().equals(lead.id()));
    topics.await(ExceptionRaised.class, event -> lead.id().equals(event.lead()));
    ask(lead.id(), "{\"to\":\"lead\",\"reason\":\"mistake\",\"expectedStage\":\"mql\"}")
        .statusCode(409)
        .body("stage", equalTo("customer"));
    ask(lead.id(), "{\"to\":\"lead\"}").statusCode(422).body("reasons", hasItem("mistake"));
    ask(lead.id(), "{}").statusCode(422);
    ask(lead.id(), "{").statusCode(400);
    ask(aLead(299).build().id(), "{\"to\":\"lead\"}").statusCode(404);
  }

  @Test
  void ofTwoWhoAskAtOnceOneIsToldThatTheLeadHasMovedOn() throws Exception {
    // given: both have read that the lead is a subscriber, and both requests wait for it
    LeadSnapshot lead = aLead(212).build();
    topics.say(Topics.INTAKE, captured(lead, 0));
    entered(lead, "subscriber");
    Callable<ValidatableResponse> asking =
        () -> ask(lead.id(), "{\"to\":\"sql\",\"expectedStage\":\"subscriber\"}");
    try (ExecutorService askers = Executors.newFixedThreadPool(2)) {
      List<Future<ValidatableResponse>> asked = new ArrayList<>();
      try (Connection holding = database.getConnection()) {
        holding.setAutoCommit(false);
        hold(holding, lead.id());
        asked.add(askers.submit(asking));
        asked.add(askers.submit(asking));
        eventually(() -> assertThat(waitingForALock()).isEqualTo(2));
        // when
        holding.rollback();
      }
      // then
      List<Integer> statuses = new ArrayList<>();
      for (Future<ValidatableResponse> answer : asked) {
        answer.get().body("stage", equalTo("sql")).body("visit", equalTo(1));
        statuses.add(answer.get().extract().statusCode());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }
    stage(lead).body("history.stage", contains("subscriber", "sql"));
  }

  private static void hold(Connection connection, LeadId lead) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from lead_stage where lead_id = ? for update")) {
      select.setObject(1, lead.value());
      assertThat(select.executeQuery().next()).isTrue();
    }
  }

  private int waitingForALock() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whoExpectsAnEarlierVisitIsToldThatTheLeadWentAndCameBack() {
    // given: in sql, recycled, and in sql again
    LeadSnapshot lead = aLead(213).build();
    topics.say(Topics.INTAKE, captured(lead, 0));
    entered(lead, "subscriber");
    ask(lead.id(), "{\"to\":\"sql\"}").statusCode(200);
    ask(lead.id(), "{\"to\":\"recycled\",\"reason\":\"not-ready\"}").statusCode(200);
    ask(lead.id(), "{\"to\":\"sql\"}").statusCode(200).body("visit", equalTo(2));
    // when, then
    ask(lead.id(), "{\"to\":\"opportunity\",\"expectedStage\":\"sql\",\"expectedVisit\":1}")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("stage", equalTo("sql"))
        .body("visit", equalTo(2));
    ask(lead.id(), "{\"to\":\"opportunity\",\"expectedStage\":\"sql\",\"expectedVisit\":2}")
        .statusCode(200)
        .body("stage", equalTo("opportunity"));
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void whoOnlyReadsMovesNothing() {
    ask(aLead(1).build().id(), "{\"to\":\"lead\"}").statusCode(403);
  }

  @Test
  void anErasedLeadIsGoneAndStaysGone() throws SQLException {
    // given
    LeadSnapshot lead = aLead(206).build();
    topics.say(Topics.INTAKE, captured(lead, 0));
    entered(lead, "subscriber");
    // when
    topics.say(Topics.INTAKE, at(1, new LeadErased(lead.id())));
    // then
    eventually(() -> stage(lead).statusCode(404));
    topics.say(Topics.SCORING, scored(lead, QUALIFIED, 5));
    LeadSnapshot next = aLead(207).build();
    topics.say(Topics.INTAKE, captured(next, 6));
    entered(next, "subscriber");
    stage(lead)
        .statusCode(404)
        .body("detail", equalTo("Lead '" + lead.id() + "' has no stage: it is not known"));
    assertThatDecisionsTellNothingOf(lead.id());
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
  void erasingALeadReachesTheOneThatWasMergedIntoIt() {
    // given
    LeadSnapshot survivor = aLead(210).build();
    LeadSnapshot absorbed = aLead(211).build();
    topics.say(Topics.INTAKE, captured(survivor, 0), captured(absorbed, 0));
    entered(survivor, "subscriber");
    entered(absorbed, "subscriber");
    topics.say(
        Topics.INTAKE,
        at(1, new LeadsMerged(absorbed, survivor.id(), absorbed.id(), "email")),
        at(1, new LeadsMerged(survivor, survivor.id(), absorbed.id(), "email")));
    eventually(() ->
        stage(absorbed).statusCode(200).body("mergedInto", equalTo(survivor.id().toString())));
    // when
    topics.say(Topics.INTAKE, at(2, new LeadErased(survivor.id())));
    // then
    eventually(() -> stage(survivor).statusCode(404));
    stage(absorbed).statusCode(404);
  }

  @Test
  void theLeadsOfAStageAreCounted() {
    // given
    LeadSnapshot lead = aLead(208).build();
    topics.say(Topics.INTAKE, captured(lead, 0), crmSays(lead, Map.of("stage", "opportunity"), 1));
    entered(lead, "opportunity");
    // when, then
    eventually(() ->
        given()
            .get("/q/metrics")
            .then()
            .statusCode(200)
            .body(
                containsString(
                    "leadline_stage_entered_total{from=\"subscriber\",stage=\"opportunity\"}"))
            .body(containsString("leadline_stage_leads{stage=\"opportunity\"}")));
  }

  private Envelope<StageEntered> entered(LeadSnapshot lead, String stage) {
    return topics.await(
        StageEntered.class,
        event -> event.lead().id().equals(lead.id()) && event.stage().equals(stage));
  }

  private static void eventually(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(holds);
  }

  private static ValidatableResponse stage(LeadSnapshot lead) {
    return given().get("/api/leads/{id}/stage", lead.id().toString()).then();
  }

  private static ValidatableResponse ask(LeadId lead, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/leads/{id}/transitions", lead.toString())
        .then();
  }
}
