package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import dev.leadline.events.TurnTaken;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.routing.application.DueLeads;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Routing with its real broker and database.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
class RoutingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @Inject Transactions transactions;
  @Inject RouteLeads routeLeads;
  @Inject DueLeads dueLeads;

  @Inject
  @ConfigProperty(name = "leadline.policy.dir")
  String policyDirectory;

  private TestTopics topics;

  @BeforeEach
  void listen() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    topics = TestTopics.listeningTo(Topics.ROUTING, Topics.turns("routing"));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void leadsThatQualifyAreAssignedOnceHoweverOftenTheyAreSaid() {
    // given
    LeadSnapshot one = lead("race");
    LeadSnapshot two = lead("race");
    // when
    topics.say(Topics.LIFECYCLE, mql(one), mql(two));
    topics.say(Topics.LIFECYCLE, mql(one), anEnvelopeOf(mql(two).event()).number(2).build());
    // then
    Envelope<LeadAssigned> assigned = assignmentOf(one, 1);
    assertThat(assigned.event().pool()).isEqualTo("race");
    assertThat(assigned.event().candidates()).hasSize(3);
    assertThat(assigned.causationId()).isEqualTo(mql(one).id());
    assertThat(topics.awaitTurnOf(assigned).heard())
        .singleElement()
        .satisfies(heard -> assertThat(heard.topic()).isEqualTo(Topics.LIFECYCLE));
    assertThat(assigned.policyVersion()).isNotEmpty();
    assertThat(assignmentOf(two, 1).event().owner()).isNotEmpty();
    LeadSnapshot last = lead("race");
    topics.say(Topics.LIFECYCLE, mql(last));
    assignmentOf(last, 1);
    assertThat(assignments(one)).hasSize(1);
    assertThat(assignments(two)).hasSize(1);
    assignment(one)
        .statusCode(200)
        .body("status", equalTo("assigned"))
        .body("owner", equalTo(assigned.event().owner()))
        .body("rule", equalTo("race"));
    given()
        .get("/q/metrics")
        .then()
        .body(
            containsString(
                "leadline_routing_decisions_total{outcome=\"assigned\",pool=\"race\",rule=\"race\""));
  }

  @Test
  void aDeclinedOfferGoesToTheNextAndAnUnansweredOneToo() {
    // given
    LeadSnapshot lead = lead("offers");
    topics.say(Topics.LIFECYCLE, mql(lead));
    String first = assignmentOf(lead, 1).event().owner();
    // when
    otto()
        .body("{\"rep\":\"" + first + "\",\"reason\":\"on the phone\"}")
        .post("/api/leads/{id}/assignment/decline", lead.id().toString())
        .then()
        .statusCode(200)
        .body("status", equalTo("offered"))
        .body("assignment", equalTo(2));
    // then
    Envelope<AssignmentDeclined> declined =
        topics.await(AssignmentDeclined.class, event -> event.lead().id().equals(lead.id()));
    assertThat(declined.event().actor()).isEqualTo(new Actor(Actor.Kind.REP, first));
    assertThat(topics.awaitTurnOf(declined).asked()).hasToString(declined.correlationId());
    LeadAssigned second = assignmentOf(lead, 2).event();
    assertThat(second.owner()).isNotEqualTo(first);

    // and when
    TestClock.Moved.on(Duration.ofMinutes(31));
    inParallel(4, () -> dueLeads.decideAll());
    // then
    Envelope<AssignmentExpired> expired =
        topics.await(AssignmentExpired.class, event -> event.lead().id().equals(lead.id()));
    assertThat(expired.event().owner()).isEqualTo(second.owner());
    assertThat(expired.time()).isEqualTo(second.acceptBy());
    assertThat(Objects.requireNonNull(topics.awaitTurnOf(expired).looked()).leads())
        .contains(lead.id());
    topics.await(LeadQueued.class, event -> event.lead().id().equals(lead.id()));
    topics.await(ExceptionRaised.class, event -> event.subject().equals(lead.id().toString()));
    topics.listen(Duration.ofMillis(500));
    assertThat(topics.all(AssignmentExpired.class, event -> event.lead().id().equals(lead.id())))
        .hasSize(1);
    vera()
        .get("/api/pools/offers")
        .then()
        .body("members.debt", equalTo(List.of("0", "0")))
        .body("members.received", equalTo(List.of(0, 0)));
  }

  @Test
  void aChangeOfTheRosterCountsAtOnce() {
    // when
    otto()
        .body("{\"state\":\"paused\"}")
        .put("/api/reps/p1/availability")
        .then()
        .statusCode(200)
        .body("availability", equalTo("paused"));
    UUID change = lastChangeOf("p1");
    topics.await(TurnTaken.class, turn -> change.equals(turn.asked()));
    LeadSnapshot lead = lead("roster");
    topics.say(Topics.LIFECYCLE, mql(lead));
    // then
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("p2");
    vera()
        .get("/api/pools/roster")
        .then()
        .body("members[0].skipped", equalTo("PAUSED"))
        .body("members[1].openLeads", equalTo(1));

    // and when
    otto().body("{\"state\":\"active\"}").put("/api/reps/p1/availability").then().statusCode(200);
    otto()
        .body(
            "{\"name\":\"Pat\",\"email\":\"pat@leadline.example\",\"pools\":{\"roster\":1},"
                + "\"caps\":{\"open\":3}}")
        .put("/api/reps/pat")
        .then()
        .statusCode(200)
        .body("pools.roster", equalTo(1))
        .body("caps.open", equalTo(3));
    otto().delete("/api/reps/p1").then().statusCode(204);
    otto().delete("/api/reps/p2").then().statusCode(204);
    LeadSnapshot next = lead("roster");
    topics.say(Topics.LIFECYCLE, mql(next));
    // then
    assertThat(assignmentOf(next, 1).event().owner()).isEqualTo("pat");
    vera()
        .get("/api/reps/p1/changes")
        .then()
        .body("what", equalTo(List.of("removed", "ACTIVE", "PAUSED")))
        .body("by", equalTo(List.of("Otto", "Otto", "Otto")))
        .body("[1].before.presence", equalTo("PAUSED"));
  }

  private UUID lastChangeOf(String rep) {
    return transactions.call(transaction -> {
      try (PreparedStatement select =
          transaction
              .connection()
              .prepareStatement(
                  "select id from rep_change where rep = ? order by changed_at desc limit 1")) {
        select.setString(1, rep);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getObject(1, UUID.class);
        }
      }
    });
  }

  @Test
  void aLeadThatWaitsIsAssignedWhenTheRepIsBack() {
    // given
    otto().body("{\"state\":\"on-leave\"}").put("/api/reps/w1/availability").then().statusCode(200);
    LeadSnapshot lead = lead("waiting");
    topics.say(Topics.LIFECYCLE, mql(lead));
    topics.await(LeadQueued.class, event -> event.lead().id().equals(lead.id()));
    assignment(lead).body("status", equalTo("held")).body("pool", equalTo("waiting"));
    // when
    otto().body("{\"state\":\"active\"}").put("/api/reps/w1/availability").then().statusCode(200);
    // then
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("w1");
  }

  @Test
  void replicasSharingAPoolKeepItFairAndNoLeadGetsTwoOwners() throws SQLException {
    // given
    List<LeadSnapshot> leads = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      leads.add(lead(i % 2 == 0 ? "caps" : "race"));
    }
    List<LeadSnapshot> raced = leads;
    AtomicInteger next = new AtomicInteger();
    // when each half of the batches has the leads of the other half too
    inParallel(
        8,
        () -> {
          int batch = next.getAndIncrement() % 4;
          return transactions.call(transaction -> {
            routeLeads.handle(
                transaction,
                "routing:test:" + Thread.currentThread().threadId(),
                raced.subList(60 * batch, 60 * batch + 60).stream().map(RoutingIT::mql).toList());
            return batch;
          });
        });
    // then
    Set<LeadId> ids = leads.stream().map(LeadSnapshot::id).collect(Collectors.toSet());
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(() -> assignments(topics.listen(Duration.ofMillis(100)), ids) >= 240);
    assertThat(assignments(topics.listen(Duration.ofMillis(500)), ids)).isEqualTo(240);
    vera()
        .get("/api/pools/caps")
        .then()
        .body("members.openLeads", equalTo(List.of(5, 115)))
        .body("members.received", equalTo(List.of(5, 115)));
    Fraction bound = Fraction.of(3, 4);
    assertThat(debtsOf("race"))
        .hasSize(3)
        .allSatisfy(debt -> assertThat(debt.abs()).isLessThanOrEqualTo(bound));
    assertThat(debtsOf("race").reduce(Fraction.ZERO, Fraction::plus)).isEqualTo(Fraction.ZERO);
  }

  @Test
  void aForgottenPersonIsNotKnownAnyMore() {
    // given
    LeadSnapshot lead = lead("race");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assignmentOf(lead, 1);
    // when
    topics.say(Topics.INTAKE, anEnvelopeOf(new LeadErased(lead.id())).build());
    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assignment(lead)
                .statusCode(404)
                .body("detail", equalTo("Lead " + lead.id() + " is not known to routing")));
    transactions.call(transaction -> {
      Connection connection = transaction.connection();
      try (Stream<ChainLink> decisions = DecisionLog.about(connection, lead.id())) {
        assertThat(decisions).isNotEmpty().allMatch(ChainLink::isErased);
      }
      assertThat(DecisionLog.verify(connection, List.of()))
          .allMatch(AuditVerifier.Verdict.Intact.class::isInstance);
      return true;
    });
  }

  @Test
  void aRefusedRequestSaysWhatIsFoundInstead() {
    // given
    LeadSnapshot lead = lead("race");
    topics.say(Topics.LIFECYCLE, mql(lead));
    String owner = assignmentOf(lead, 1).event().owner();
    // then
    otto()
        .body("{\"rep\":\"nobody\"}")
        .post("/api/leads/{id}/assignment/accept", lead.id().toString())
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo("Lead %s is with '%s', not with 'nobody'".formatted(lead.id(), owner)))
        .body("assignment.status", equalTo("assigned"));
    otto().post("/api/leads/{id}/assignment/accept", lead.id().toString()).then().statusCode(200);
    otto().post("/api/leads/{id}/assignment/accept", lead.id().toString()).then().statusCode(409);
  }

  @Test
  void aPersonMovesALeadToWhomTheyNameOrToTheNextOwner() {
    // given
    LeadSnapshot lead = lead("moving");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("m1");
    // when
    reassign(lead, "{\"to\":\"m3\",\"reason\":\"knows them\"}")
        .statusCode(200)
        .body("status", equalTo("assigned"))
        .body("owner", equalTo("m3"))
        .body("assignment", equalTo(2));
    // then
    LeadAssigned given = assignmentOf(lead, 2).event();
    assertThat(given.rule()).isEqualTo("manual");
    assertThat(given.pool()).isNull();
    assertThat(given.actor()).isEqualTo(new Actor(Actor.Kind.OPERATOR, "Otto"));
    assertThat(given.because()).contains(Reason.matched("manual", "knows them"));

    // and when nobody is named
    reassign(lead, "{\"reason\":\"on holiday\"}").statusCode(200).body("owner", equalTo("m2"));
    // then those who had it are passed over
    LeadAssigned next = assignmentOf(lead, 3).event();
    assertThat(next.rule()).isEqualTo("moving");
    assertThat(next.candidates())
        .extracting(Candidate::skipped)
        .containsExactly(SkipReason.TAKEN_AWAY, null, SkipReason.TAKEN_AWAY);
  }

  @Test
  void aMoveThatCannotBeMadeChangesNothing() {
    // given
    LeadSnapshot lead = lead("moving");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("m1");
    reassign(lead, "{\"to\":\"m2\"}").statusCode(200);
    reassign(lead, "{\"to\":\"m3\"}").statusCode(200);
    // then
    String about = "Lead " + lead.id();
    reassign(lead, "{\"to\":\"m3\"}")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", equalTo(about + " is with 'm3' already"))
        .body("assignment.owner", equalTo("m3"));
    reassign(lead, "{\"to\":\"nobody\"}")
        .statusCode(409)
        .body("detail", equalTo(about + " cannot be given to 'nobody', who is INACTIVE"));
    reassign(lead, "{}")
        .statusCode(409)
        .body("detail", equalTo(about + " stays with 'm3', for nobody else can take it"))
        .body("assignment.status", equalTo("assigned"));
    vera()
        .body("{}")
        .post("/api/leads/{id}/assignment/reassign", lead.id().toString())
        .then()
        .statusCode(403);
    reassign(lead("moving"), "{}").statusCode(404);
    assignment(lead).body("owner", equalTo("m3")).body("assignment", equalTo(3));
  }

  @Test
  void theServiceLevelMovesALeadFromAnOwnerWhoDoesNotActOnce() {
    // given
    LeadSnapshot lead = lead("moving");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("m1");
    Envelope<ReassignmentRequested> asked = tooSlow(lead, "m1");
    // when
    topics.say(Topics.SLA, asked);
    // then
    Envelope<LeadAssigned> moved = assignmentOf(lead, 2);
    assertThat(moved.event().owner()).isEqualTo("m2");
    assertThat(moved.event().because().getFirst())
        .isEqualTo(Reason.matched("reassign:100%", "m1 did not act"));
    assertThat(moved.event().candidates().getFirst())
        .isEqualTo(new Candidate("m1", SkipReason.TOO_SLOW, "0"));
    assertThat(moved.causationId()).isEqualTo(asked.id());

    // and when it asks about one who does not have the lead any more
    handled(anEnvelopeOf(asked.event()).number(2).build());
    // then
    assignment(lead).body("owner", equalTo("m2")).body("assignment", equalTo(2));
  }

  @Test
  void whoGoesOnLeaveGetsNoLeadsAndWhoLeavesHandsThemOn() {
    // when
    otto()
        .body(
            "{\"name\":\"Val\",\"email\":\"v1@leadline.example\","
                + "\"leave\":[{\"from\":\"2020-01-01T00:00\",\"until\":\"2121-01-01T00:00\"}]}")
        .put("/api/reps/v1")
        .then()
        .statusCode(200);
    LeadSnapshot lead = lead("absent");
    topics.say(Topics.LIFECYCLE, mql(lead));
    // then
    LeadAssigned assigned = assignmentOf(lead, 1).event();
    assertThat(assigned.owner()).isEqualTo("v2");
    assertThat(assigned.candidates().getFirst())
        .isEqualTo(new Candidate("v1", SkipReason.ON_LEAVE, "0"));
    vera().get("/api/pools/absent").then().body("members[0].skipped", equalTo("ON_LEAVE"));

    // and when
    otto()
        .body("{\"name\":\"Val\",\"email\":\"v2@leadline.example\",\"active\":false}")
        .put("/api/reps/v2")
        .then()
        .statusCode(200)
        .body("active", equalTo(false));
    // then
    LeadAssigned anew = assignmentOf(lead, 2).event();
    assertThat(anew.owner()).isEqualTo("v3");
    assertThat(anew.because().getFirst()).isEqualTo(Reason.matched("owner", "v2 is INACTIVE"));
    vera().get("/api/reps/v2").then().body("openLeads", equalTo(0));
  }

  @Test
  void anAbsenceDoesNotEndInThePast() {
    // when
    otto()
        .body("{\"state\":\"paused\",\"until\":\"2020-01-01T00:00:00Z\"}")
        .put("/api/reps/s1/availability")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo("Availability of rep 's1' was not changed: until is not in the future"));
    otto()
        .body("{\"state\":\"active\",\"until\":\"2120-01-01T00:00:00Z\"}")
        .put("/api/reps/s1/availability")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo("Availability of rep 's1' was not changed: until is given for state 'active'"));
  }

  @Test
  void whatIsNotKnownOrNotAllowedIsRefused() {
    given().get("/api/pools").then().statusCode(401);
    vera().body("{\"state\":\"paused\"}").put("/api/reps/r1/availability").then().statusCode(403);
    vera().get("/api/leads/not-a-lead/assignment").then().statusCode(400);
    vera().get("/api/leads/{id}/assignment", lead("race").id().toString()).then().statusCode(404);
    vera().get("/api/pools/none").then().statusCode(404);
    vera().get("/api/reps/none").then().statusCode(404);
    vera().get("/api/pools").then().statusCode(200).body("size()", equalTo(11));
    otto()
        .body("{\"state\":\"asleep\"}")
        .put("/api/reps/r1/availability")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "Availability of rep 'r1' was not changed: state is 'asleep', not one of active,"
                    + " paused, on-leave"));
    otto()
        .body("{\"name\":\"New\",\"email\":\"new@leadline.example\",\"pools\":{\"none\":0}}")
        .put("/api/reps/new")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "Rep 'new' was not changed: pool 'none' is not known; weight in pool"
                    + " 'none' is 0, below 1"));
  }

  @Test
  void whatARepHoldsGoesToOthersTheMomentTheyAreRemoved() {
    // given
    LeadSnapshot lead = lead("leaving");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("l1");
    // when
    otto().delete("/api/reps/l1").then().statusCode(204);
    // then
    assertThat(assignmentOf(lead, 2).event().owner()).isEqualTo("l2");
    assignment(lead)
        .body("owner", equalTo("l2"))
        .body("explanation.story[0]", containsString("went to l2 of pool 'leaving'"))
        .body("explanation.considered[0].detail", equalTo("l1 is INACTIVE"));
    vera().get("/api/reps/l1").then().body("openLeads", equalTo(0));
  }

  @Test
  void whatARepHoldsGoesToOthersWhenANewPolicySaysTheyLeft() throws IOException {
    // given
    LeadSnapshot lead = lead("quitting");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assertThat(assignmentOf(lead, 1).event().owner()).isEqualTo("q1");
    // when
    Path reps = Path.of(policyDirectory, "reps.yaml");
    Files.writeString(
        reps,
        Files.readString(reps)
            .replace("q1: {name: Quy One,", "q1: {name: Quy One, active: false,"));
    // then
    LeadAssigned anew = assignmentOf(lead, 2).event();
    assertThat(anew.owner()).isEqualTo("q2");
    assertThat(anew.because().getFirst()).isEqualTo(Reason.matched("owner", "q1 is INACTIVE"));
  }

  @Test
  void aPoolCanBeChangedAndBeAsThePolicySaysAgain() {
    // when
    otto()
        .body("{\"members\":[{\"rep\":\"w1\"}],\"acceptWithin\":\"PT10M\"}")
        .put("/api/pools/leaving")
        .then()
        .statusCode(200)
        .body("definedAtRunTime", equalTo(true))
        .body("members.rep", equalTo(List.of("w1")));
    LeadSnapshot lead = lead("leaving");
    topics.say(Topics.LIFECYCLE, mql(lead));
    // then
    LeadAssigned assigned = assignmentOf(lead, 1).event();
    assertThat(assigned.owner()).isEqualTo("w1");
    assertThat(assigned.acceptBy()).isNotNull();
    // and
    otto()
        .body("{\"members\":[{\"rep\":\"nobody\"}],\"method\":\"dice\"}")
        .put("/api/pools/leaving")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "Pool 'leaving' was not changed: method 'dice' is not one of"
                    + " weighted-round-robin, least-loaded, first-available; rep 'nobody' is not"
                    + " known"));
    otto().delete("/api/pools/leaving").then().statusCode(204);
    otto().delete("/api/pools/leaving").then().statusCode(409);
    vera().get("/api/pools/leaving").then().body("members.rep", equalTo(List.of("l1", "l2")));
  }

  @Test
  void whyALeadIsNotElsewhereIsSaidWithWhatWouldSendItThere() {
    // given
    LeadSnapshot lead = lead("race");
    topics.say(Topics.LIFECYCLE, mql(lead));
    assignmentOf(lead, 1);
    String path = "/api/leads/" + lead.id() + "/assignment/why-not";
    // then
    vera()
        .get(path + "?pool=caps")
        .then()
        .statusCode(200)
        .body("there", equalTo(false))
        .body("condition", equalTo("race"))
        .body("change.field", equalTo("company"))
        .body("change.from", equalTo("race"))
        .body("change.to", equalTo("caps"));
    vera().get(path + "?pool=race").then().statusCode(200).body("there", equalTo(true));
    vera().get(path + "?pool=none").then().statusCode(404);
    vera().get(path).then().statusCode(400);
  }

  @Test
  void anOwnerWhomTheServiceLevelPausesGetsNoMoreLeads() {
    // when
    topics.say(
        Topics.SLA,
        anEnvelopeOf(
                new ClockWarned(
                    lead("race"),
                    new Clock(
                        new UUID(0, 1), "speed", 1, null, Duration.ofMinutes(5), "always", "s1"),
                    "200%",
                    "pause-rep",
                    MONDAY_MORNING,
                    false))
            .build());
    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> vera().get("/api/reps/s1").then().body("availability", equalTo("paused")));
    vera().get("/api/reps/s1/changes").then().body("by", equalTo(List.of("sla-monitor")));
  }

  @Test
  void aServiceThatKnowsNoSimulatorSaysSo() {
    given()
        .auth()
        .oauth2("paula")
        .contentType(ContentType.JSON)
        .body(PolicyContent.of(Path.of(policyDirectory)).texts())
        .post("/api/policies/simulate")
        .then()
        .statusCode(501)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo(
                "No simulation was begun: the service is not told where the simulator is;"
                    + " leadline.simulator.class-path says so"));
  }

  @Test
  void newsAStageAMissedServiceLevelAndADeclineThatArriveTogetherLeaveOneOwner() {
    // given
    List<LeadSnapshot> leads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      leads.add(lead("together"));
    }
    leads.forEach(lead -> topics.say(Topics.LIFECYCLE, mql(lead)));
    leads.forEach(lead -> assignmentOf(lead, 1));
    // when the owner declines, the service level asks for another one, the CRM changes the lead,
    // an activity has it enter the stage again, and timers are looked at
    inParallel(
        leads.stream()
            .<Callable<?>>flatMap(lead -> {
              String owner = assignmentOf(lead, 1).event().owner();
              LeadSnapshot newer =
                  aLead().id(lead.id()).version(2).with("company", "together").build();
              return Stream.of(
                  () ->
                      otto()
                          .body("{\"rep\":\"" + owner + "\"}")
                          .post("/api/leads/{id}/assignment/decline", lead.id().toString()),
                  () -> handled(tooSlow(lead, owner)),
                  () -> handled(anEnvelopeOf(new LeadChanged(newer, "crm", Map.of())).build()),
                  () -> handled(anEnvelopeOf(mql(lead).event()).number(9).build()),
                  () -> dueLeads.decideAll());
            })
            .toList());
    // then
    List<String> owners =
        leads.stream()
            .map(lead ->
                assignment(lead)
                    .statusCode(200)
                    .body("assignment", equalTo(2))
                    .extract()
                    .<String>path("owner"))
            .toList();
    for (String rep : List.of("t1", "t2", "t3")) {
      long owned = owners.stream().filter(rep::equals).count();
      vera().get("/api/reps/" + rep).then().body("openLeads", equalTo((int) owned));
    }
    assertThat(debtsOf("together").reduce(Fraction.ZERO, Fraction::plus)).isEqualTo(Fraction.ZERO);
    List<Integer> received =
        vera().get("/api/pools/together").jsonPath().getList("members.received");
    assertThat(received.stream().mapToInt(Integer::intValue).sum()).isEqualTo(leads.size());
  }

  /// The exact debts of a pool's members.
  private static Stream<Fraction> debtsOf(String pool) {
    return vera().get("/api/pools/" + pool).jsonPath().<String>getList("members.debt").stream()
        .map(debt -> debt.split("/", 2))
        .map(parts ->
            Fraction.of(
                Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1])));
  }

  private static Envelope<ReassignmentRequested> tooSlow(LeadSnapshot lead, String owner) {
    Clock clock =
        new Clock(new UUID(0, 2), "speed", 1, null, Duration.ofMinutes(5), "always", owner);
    return anEnvelopeOf(new ReassignmentRequested(lead, clock, owner, "100%")).build();
  }

  private static ValidatableResponse reassign(LeadSnapshot lead, String words) {
    return otto()
        .body(words)
        .post("/api/leads/{id}/assignment/reassign", lead.id().toString())
        .then();
  }

  private Object handled(Envelope<?> event) {
    return transactions.call(transaction -> {
      routeLeads.handle(
          transaction, "routing:test:" + Thread.currentThread().threadId(), List.of(event));
      return event;
    });
  }

  private Envelope<LeadAssigned> assignmentOf(LeadSnapshot lead, int assignment) {
    return topics.await(
        LeadAssigned.class,
        event -> event.lead().id().equals(lead.id()) && event.assignment() == assignment);
  }

  private List<Envelope<LeadAssigned>> assignments(LeadSnapshot lead) {
    return topics.all(LeadAssigned.class, event -> event.lead().id().equals(lead.id()));
  }

  private static long assignments(TestTopics topics, Set<LeadId> leads) {
    return topics.all(LeadAssigned.class, event -> leads.contains(event.lead().id())).size();
  }

  private static ValidatableResponse assignment(LeadSnapshot lead) {
    return vera().get("/api/leads/{id}/assignment", lead.id().toString()).then();
  }

  private static void inParallel(int threads, Callable<?> work) {
    inParallel(Collections.nCopies(threads, work));
  }

  private static void inParallel(List<? extends Callable<?>> works) {
    try (ExecutorService executor = Executors.newFixedThreadPool(Math.min(8, works.size()))) {
      List<Future<?>> running = new ArrayList<>();
      works.forEach(work -> running.add(executor.submit(work)));
      for (Future<?> future : running) {
        future.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static LeadSnapshot lead(String company) {
    return aLead(1_000 + NUMBERS.incrementAndGet()).with("company", company).build();
  }

  private static Envelope<StageEntered> mql(LeadSnapshot lead) {
    return anEnvelopeOf(
            new StageEntered(
                lead, "mql", "lead", 1, Actor.system("lifecycle"), null, null, List.of()))
        .build();
  }

  private static RequestSpecification vera() {
    return given().auth().oauth2("vera").contentType(ContentType.JSON);
  }

  private static RequestSpecification otto() {
    return given().auth().oauth2("otto").contentType(ContentType.JSON);
  }
}
