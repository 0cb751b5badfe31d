package dev.leadline.scoring;

import static dev.leadline.testsupport.EnvelopeAssert.assertThatEnvelope;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import dev.leadline.events.Topics;
import dev.leadline.http.Role;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ScoringServiceIT {
  private final Instant recently =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(5));

  @Inject DataSource database;
  private TestTopics topics;

  @BeforeEach
  void listen() {
    topics = TestTopics.listeningTo(Topics.INTAKE, Topics.SCORING, Topics.turns("scoring"));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void aLeadIsScoredAndTheScoreExplained() {
    // given
    LeadSnapshot lead =
        aLead(101)
            .with("employees", 500)
            .with("jobTitle", "VP Sales")
            .with("country", "US")
            .build();
    Envelope<?> form = did(lead, "form_submitted", 2);
    // when
    topics.say(Topics.INTAKE, captured(lead), form);
    // then
    Envelope<LeadScored> scored =
        topics.await(LeadScored.class, of(lead.id(), event -> event.score().engagement() == 20));
    assertThatEnvelope(scored).isCausedBy(form);
    assertThat(topics.awaitTurnOf(scored).heard())
        .singleElement()
        .satisfies(heard -> assertThat(heard.topic()).isEqualTo(Topics.INTAKE));
    assertThat(scored.event().ledger().stream().mapToInt(line -> line.points()).sum())
        .isEqualTo(scored.event().score().total());
    given()
        .get("/api/leads/{id}/score", lead.id().toString())
        .then()
        .statusCode(200)
        .body("lead", equalTo(lead.id().toString()))
        .body("score.total", equalTo(scored.event().score().total()))
        .body("ledger.rule", hasItem("form"))
        .body("because.rule", hasItem("mid-market-size"))
        .body("policyVersion", notNullValue());
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void theScoreCanBeAskedForAnyInstant() {
    // given
    LeadSnapshot lead = aLead(102).build();
    topics.say(Topics.INTAKE, captured(lead), did(lead, "form_submitted", 2));
    topics.await(LeadScored.class, of(lead.id(), event -> event.score().engagement() == 20));
    // when, then: the form halves in 60 days
    given()
        .queryParam("at", recently.plusSeconds(2).plus(Duration.ofDays(60)).toString())
        .get("/api/leads/{id}/score", lead.id().toString())
        .then()
        .statusCode(200)
        .body("score.engagement", equalTo(10))
        .body("ledger.find { it.rule == 'form' }.awarded", equalTo(20))
        .body("ledger.find { it.rule == 'form' }.decayedTo", equalTo(10));
    given()
        .queryParam("at", "yesterday")
        .get("/api/leads/{id}/score", lead.id().toString())
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "Query parameter 'at' is 'yesterday', not an instant such as"
                    + " '2026-11-21T15:00:00Z'"));
  }

  @Test
  void anEventThatComesAgainHasNoEffect() {
    // given
    LeadSnapshot lead = aLead(103).build();
    Envelope<?> form = did(lead, "form_submitted", 2);
    Envelope<?> chat = did(lead, "chat_started", 3);
    // when
    topics.say(Topics.INTAKE, captured(lead), form, form, form, chat);
    // then
    Envelope<LeadScored> scored =
        topics.await(LeadScored.class, of(lead.id(), event -> event.score().engagement() >= 30));
    assertThat(scored.event().score().engagement()).isEqualTo(30);
  }

  @Test
  void aSurvivorTakesOverWhatTheOtherEarnedThoughTheyLiveInDifferentPartitions() {
    // given
    LeadSnapshot survivor = aLead(104).build();
    LeadSnapshot absorbed = aLead(105).build();
    topics.say(
        Topics.INTAKE, captured(survivor), captured(absorbed), did(absorbed, "form_submitted", 2));
    topics.await(LeadScored.class, of(absorbed.id(), event -> event.score().engagement() == 20));
    // when
    topics.say(
        Topics.INTAKE, merged(survivor, survivor, absorbed), merged(absorbed, survivor, absorbed));
    // then
    topics.await(LeadScored.class, of(survivor.id(), event -> event.score().engagement() == 20));
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void anErasedLeadIsGone() {
    // given
    LeadSnapshot lead = aLead(106).build();
    topics.say(Topics.INTAKE, captured(lead));
    topics.await(LeadScored.class, of(lead.id(), _ -> true));
    // when
    topics.say(Topics.INTAKE, anEnvelopeOf(new LeadErased(lead.id())).build());
    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            given()
                .get("/api/leads/{id}/score", lead.id().toString())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("Lead '" + lead.id() + "' has no score: it is not known")));
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void whoWasMergedIntoAnErasedLeadIsErasedWithItHoweverLongTheChain() {
    // given
    LeadSnapshot ada = aLead(191).build();
    LeadSnapshot bo = aLead(192).build();
    LeadSnapshot cleo = aLead(193).build();
    topics.say(
        Topics.INTAKE,
        captured(ada),
        captured(bo),
        captured(cleo),
        did(cleo, "form_submitted", 4),
        merged(bo, bo, cleo),
        merged(cleo, bo, cleo),
        merged(ada, ada, bo),
        merged(bo, ada, bo));
    topics.await(LeadScored.class, of(ada.id(), event -> event.score().engagement() == 20));
    // when
    topics.say(Topics.INTAKE, anEnvelopeOf(new LeadErased(ada.id())).build());
    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          for (LeadSnapshot lead : List.of(ada, bo, cleo)) {
            asked(lead).statusCode(404);
            assertThat(historyOf(lead)).isZero();
          }
        });
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void theScoreOfBeforeComesFromTheHistoryAndOnlyByPoliciesThatWereInForce() {
    // given
    LeadSnapshot lead = aLead(108).build();
    topics.say(
        Topics.INTAKE,
        captured(lead),
        did(lead, "form_submitted", 2),
        did(lead, "chat_started", 4));
    Envelope<LeadScored> scored =
        topics.await(LeadScored.class, of(lead.id(), event -> event.score().engagement() == 30));
    // when, then
    String policy = String.valueOf(scored.policyVersion());
    asked(lead, "at", recently.plusSeconds(3).toString(), "policy", policy)
        .statusCode(200)
        .body("model", equalTo("default-b2b"))
        .body("score.engagement", equalTo(20))
        .body("policyVersion", equalTo(policy));
    asked(lead, "at", recently.minusSeconds(60).toString())
        .statusCode(404)
        .body(
            "detail",
            equalTo(
                "Lead '%s' has no score at '%s': it was not known then"
                    .formatted(lead.id(), recently.minusSeconds(60))));
    asked(lead, "policy", "0123456789abcdef")
        .statusCode(404)
        .body(
            "detail",
            equalTo(
                "Lead '%s' has no score by policy '0123456789abcdef': the service never decided by it"
                    .formatted(lead.id())));
  }

  @Test
  void noPointIsLostInAChainOfMergesOverPartitions() {
    // given
    LeadSnapshot ada = aLead(109).build();
    LeadSnapshot bo = aLead(110).build();
    LeadSnapshot cleo = aLead(111).build();
    // when: each lead's own events are in order, those of different leads in any
    topics.say(
        Topics.INTAKE,
        captured(ada),
        did(ada, "form_submitted", 2),
        merged(ada, ada, bo),
        captured(bo),
        did(bo, "chat_started", 3),
        merged(bo, bo, cleo),
        merged(bo, ada, bo),
        captured(cleo),
        did(cleo, "content_downloaded", 4),
        merged(cleo, bo, cleo));
    // then: 20 + 10 + 10
    Envelope<LeadScored> scored =
        topics.await(LeadScored.class, of(ada.id(), event -> event.score().engagement() == 40));
    assertThat(scored.event().ledger().stream().mapToInt(ScoreLine::points).sum())
        .isEqualTo(scored.event().score().total());
  }

  @Test
  void theStreamDecidesTheSameThroughTheBrokerAndTheDatabaseInWhateverBatches() {
    // given: the same things happen to several leads, told in one go to one and piecemeal to
    // another
    List<String> activities =
        List.of("page_viewed", "form_submitted", "page_viewed", "chat_started", "email_opened");
    List<LeadSnapshot> leads = IntStream.range(120, 126).mapToObj(n -> aLead(n).build()).toList();
    // when
    for (LeadSnapshot lead : leads) {
      List<Envelope<?>> stream = new ArrayList<>();
      stream.add(captured(lead));
      for (int second = 0; second < activities.size(); second++) {
        stream.add(did(lead, activities.get(second), second));
      }
      int cut = lead.equals(leads.getFirst()) ? stream.size() : leads.indexOf(lead);
      topics.say(Topics.INTAKE, stream.subList(0, cut));
      if (cut < stream.size()) {
        topics.await(LeadScored.class, of(lead.id(), _ -> true));
        topics.say(Topics.INTAKE, stream.subList(cut, stream.size()));
      }
      topics.await(LeadScored.class, of(lead.id(), event -> event.ledger().size() >= 6));
    }
    // then
    List<List<Score>> told =
        leads.stream()
            .map(lead ->
                topics.all(LeadScored.class, of(lead.id(), _ -> true)).stream()
                    .map(envelope -> envelope.event().score())
                    .toList())
            .toList();
    assertThat(told).allSatisfy(scores -> assertThat(scores).isEqualTo(told.getFirst()));
    assertThat(told.getFirst()).hasSize(6);
  }

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void anIdThatIsNoneIsRefused() {
    given().get("/api/leads/{id}/score", "not-an-id").then().statusCode(400);
  }

  @Test
  void aScoreIsNotShownToJustAnyone() {
    given().get("/api/leads/{id}/score", aLead(1).build().id().toString()).then().statusCode(401);
  }

  @Test
  void aLeadThatHasFadedWhileNothingHappenedIsToldOf() {
    // given: captured, and on trial, so long ago that the points are gone by now
    LeadSnapshot lead =
        aLead(107).with("employees", 500).with("jobTitle", "VP Sales").with("phone", "+1").build();
    Instant longAgo = MONDAY_MORNING.minus(Duration.ofDays(300));
    // when
    topics.say(
        Topics.INTAKE,
        anEnvelopeOf(new LeadCaptured(lead, "hubspot", "Direct")).at(longAgo).build(),
        activity(lead, "trial_started", longAgo.plusSeconds(1)),
        activity(lead, "form_submitted", longAgo.plusSeconds(2)));
    // then
    topics.await(LeadScored.class, of(lead.id(), event -> event.score().qualified()));
    Envelope<LeadScored> dropped =
        topics.await(
            LeadScored.class,
            of(
                lead.id(),
                event ->
                    event.previous() != null
                        && event.previous().qualified()
                        && !event.score().qualified()));
    assertThat(dropped.time()).isBetween(longAgo, MONDAY_MORNING);
    assertThat(dropped.event().score().total()).isLessThan(60);
    assertThat(Objects.requireNonNull(topics.awaitTurnOf(dropped).looked()).leads())
        .contains(lead.id());
  }

  private int historyOf(LeadSnapshot lead) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from lead_history where lead_id = ?")) {
      count.setObject(1, lead.id().value());
      ResultSet row = count.executeQuery();
      row.next();
      return row.getInt(1);
    }
  }

  private static ValidatableResponse asked(LeadSnapshot lead, String... parameters) {
    var request = given();
    for (int index = 0; index < parameters.length; index += 2) {
      request = request.queryParam(parameters[index], parameters[index + 1]);
    }
    return request.get("/api/leads/{id}/score", lead.id().toString()).then();
  }

  private static Predicate<LeadScored> of(LeadId lead, Predicate<LeadScored> fits) {
    return event -> event.lead().id().equals(lead) && fits.test(event);
  }

  private Envelope<?> captured(LeadSnapshot lead) {
    return anEnvelopeOf(new LeadCaptured(lead, "hubspot", "Direct")).at(recently).build();
  }

  private Envelope<?> did(LeadSnapshot lead, String activity, int second) {
    return activity(lead, activity, recently.plusSeconds(second));
  }

  private static Envelope<?> activity(LeadSnapshot lead, String activity, Instant at) {
    return anEnvelopeOf(new ActivityRecorded(lead, new Activity(activity, "segment", Map.of())))
        .at(at)
        .build();
  }

  private Envelope<?> merged(LeadSnapshot told, LeadSnapshot survivor, LeadSnapshot absorbed) {
    return anEnvelopeOf(new LeadsMerged(told, survivor.id(), absorbed.id(), "email"))
        .number(told.equals(absorbed) ? 2 : 1)
        .at(recently.plusSeconds(9))
        .build();
  }
}
