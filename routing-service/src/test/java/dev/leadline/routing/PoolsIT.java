package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pools made, changed and ended by the API, with the real broker and database.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
class PoolsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OVERFLOW =
      "{\"members\":[{\"rep\":\"zed\",\"weight\":2}],\"acceptWithin\":\"PT30M\","
          + "\"zone\":\"Europe/Berlin\",\"nobody\":{\"then\":{\"queue\":\"triage\"}}}";

  private final List<LeadId> leads = new ArrayList<>();
  private TestTopics topics;

  @BeforeEach
  void begin() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    topics = TestTopics.listeningTo(Topics.ROUTING);
    otto()
        .body("{\"name\":\"Zoe\",\"email\":\"zoe@leadline.example\",\"pools\":{}}")
        .put("/api/reps/zoe")
        .then()
        .statusCode(200);
    otto()
        .body("{\"name\":\"Zed\",\"email\":\"zed@leadline.example\"}")
        .put("/api/reps/zed")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void end() {
    leads.forEach(lead -> topics.say(Topics.INTAKE, anEnvelopeOf(new LeadErased(lead)).build()));
    leads.forEach(lead ->
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                vera().get("/api/leads/{id}/assignment", lead.toString()).then().statusCode(404)));
    List.of("pools/leaving", "pools/overflow", "pools/latecomers", "reps/zoe", "reps/zed")
        .forEach(made -> otto().delete("/api/" + made));
    topics.close();
  }

  @Test
  void aPoolThatThePolicyDoesNotHaveIsMadeGetsLeadsAndEnds() {
    // when
    otto()
        .body(OVERFLOW)
        .put("/api/pools/overflow")
        .then()
        .statusCode(200)
        .body("inPolicy", equalTo(false))
        .body("definedAtRunTime", equalTo(true))
        .body("method", equalTo("weighted-round-robin"))
        .body("zone", equalTo("Europe/Berlin"))
        .body("nobody.then.queue", equalTo("triage"))
        .body("members.rep", equalTo(List.of("zed")));
    handOn("leaving", "overflow");
    // then
    vera().get("/api/pools").then().body("id", hasItem("overflow"));
    LeadSnapshot lead = qualified("leaving", 501);
    LeadAssigned assigned = assignmentOf(lead, 1);
    assertThat(assigned.owner()).isEqualTo("zed");
    assertThat(assigned.pool()).isEqualTo("overflow");
    assertThat(assigned.rule()).isEqualTo("leaving");
    assertThat(assigned.acceptBy()).isNotNull();
    why(lead, "overflow").statusCode(200).body("there", equalTo(true));

    // and when somebody says anew what it is
    otto()
        .body(OVERFLOW.replace(":2", ":5"))
        .put("/api/pools/overflow")
        .then()
        .statusCode(200)
        .body("members.weight", equalTo(List.of(5)));
    // then it cannot go while leads come to it
    otto()
        .delete("/api/pools/overflow")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo(
                "Pool 'overflow' was not removed: when nobody is there, leads come to it from pool"
                    + " 'leaving'; have them hand on elsewhere first"));
    otto().delete("/api/pools/leaving").then().statusCode(204);
    otto().delete("/api/pools/overflow").then().statusCode(204);
    vera().get("/api/pools/overflow").then().statusCode(404);
    vera().get("/api/pools").then().body("id", not(hasItem("overflow")));
    vera()
        .get("/api/pools/overflow/changes")
        .then()
        .body("what", equalTo(List.of("removed", "defined", "defined")))
        .body("by", equalTo(List.of("Otto", "Otto", "Otto")))
        .body("[0].before.members.weight", equalTo(List.of(5)))
        .body("[1].before.members.weight", equalTo(List.of(2)));
    // and what it gave is still answered for
    otto()
        .body("{\"rep\":\"zed\"}")
        .post("/api/leads/{id}/assignment/accept", lead.id().toString())
        .then()
        .statusCode(200)
        .body("owner", equalTo("zed"));
  }

  @Test
  void whoJoinsAPoolOfItsOwnGetsALeadThatWaitsForIt() {
    // given
    otto()
        .body(OVERFLOW.replace("{\"then\"", "{\"hold\":\"PT4H\",\"then\""))
        .put("/api/pools/latecomers")
        .then()
        .statusCode(200);
    otto().body("{\"state\":\"paused\"}").put("/api/reps/zed/availability").then().statusCode(200);
    handOn("leaving", "latecomers");
    LeadSnapshot lead = qualified("leaving", 502);
    topics.await(LeadQueued.class, event -> event.lead().id().equals(lead.id()));
    vera()
        .get("/api/leads/{id}/assignment", lead.id().toString())
        .then()
        .body("status", equalTo("held"))
        .body("pool", equalTo("latecomers"));
    // when
    otto()
        .body("{\"name\":\"Zoe\",\"email\":\"zoe@leadline.example\",\"pools\":{\"latecomers\":1}}")
        .put("/api/reps/zoe")
        .then()
        .statusCode(200);
    // then
    assertThat(assignmentOf(lead, 1).owner()).isEqualTo("zoe");
  }

  @Test
  void whatDoesNotFitIsRefusedByNameAndWithWhatToDo() {
    refused(
        "overflow",
        "{}",
        400,
        "members are missing, which the policy does not say of it; nobody is missing, which says"
            + " where leads go when no member is there");
    refused(
        "overflow",
        "{\"members\":[{\"rep\":\"zoe\"}],\"zone\":\"Mars/Crater\",\"nobody\":{\"hold\":\"PT0S\","
            + "\"then\":{\"queue\":\"nowhere\"}}}",
        400,
        "nobody.hold is PT0S, not above zero; nobody.then names queue 'nowhere', which is not one"
            + " of the policy's: triage; zone 'Mars/Crater' is not known");
    refused(
        "overflow",
        "{\"members\":[],\"nobody\":{\"then\":{\"pool\":\"race\",\"rep\":\"zoe\"}}}",
        400,
        "nobody.then has not exactly one of pool, queue, rep");
    refused("leaving", "{\"zone\":\"UTC\"}", 400, "zone is given, which the policy says of it");
    refused(
        "overflow",
        "{\"members\":[],\"nobody\":{\"then\":{\"pool\":\"nowhere\"}}}",
        409,
        "when nobody is there, it hands leads on to pool 'nowhere', which is not known; make that"
            + " first or name another");
    refused(
        "overflow",
        "{\"members\":[],\"nobody\":{\"then\":{\"pool\":\"overflow\"}}}",
        409,
        "when nobody is there, leads would go round from pool 'overflow' back to 'overflow'; have"
            + " one of them hand on elsewhere");
    otto()
        .body(OVERFLOW)
        .put("/api/pools/Over Flow")
        .then()
        .statusCode(400)
        .body(
            "detail", equalTo("Pool id 'Over Flow' is not of the form [a-z0-9][a-z0-9._-]{0,63}"));
    vera().body(OVERFLOW).put("/api/pools/overflow").then().statusCode(403);
    vera().get("/api/pools/overflow").then().statusCode(404);
    vera().get("/api/pools/overflow-never/changes").then().statusCode(404);
    otto().delete("/api/pools/overflow-never").then().statusCode(404);
  }

  @Test
  void aPoolOfThePolicyGoesWithThePolicyAlone() {
    otto()
        .delete("/api/pools/leaving")
        .then()
        .statusCode(409)
        .body(
            "detail",
            equalTo(
                "Pool 'leaving' was not removed: it is the policy's, and rule 'leaving' leads to"
                    + " it; take it out of the policy"));
    vera().get("/api/pools/leaving").then().statusCode(200).body("inPolicy", equalTo(true));
  }

  /// Has a pool of the policy nobody in it, and hand on what comes.
  private static void handOn(String from, String to) {
    otto()
        .body("{\"members\":[],\"nobody\":{\"then\":{\"pool\":\"" + to + "\"}}}")
        .put("/api/pools/" + from)
        .then()
        .statusCode(200)
        .body("nobody.then.pool", equalTo(to));
  }

  private static void refused(String pool, String body, int status, String why) {
    otto()
        .body(body)
        .put("/api/pools/" + pool)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", equalTo("Pool '" + pool + "' was not changed: " + why));
  }

  private LeadSnapshot qualified(String company, int number) {
    LeadSnapshot lead = aLead(number).with("company", company).build();
    leads.add(lead.id());
    topics.say(
        Topics.LIFECYCLE,
        anEnvelopeOf(
                new StageEntered(
                    lead, "mql", "lead", 1, Actor.system("lifecycle"), null, null, List.of()))
            .build());
    return lead;
  }

  private LeadAssigned assignmentOf(LeadSnapshot lead, int assignment) {
    return topics
        .await(
            LeadAssigned.class,
            event -> event.lead().id().equals(lead.id()) && event.assignment() == assignment)
        .event();
  }

  private static ValidatableResponse why(LeadSnapshot lead, String pool) {
    return vera().get("/api/leads/" + lead.id() + "/assignment/why-not?pool=" + pool).then();
  }

  private static RequestSpecification vera() {
    return given().auth().oauth2("vera").contentType(ContentType.JSON);
  }

  private static RequestSpecification otto() {
    return given().auth().oauth2("otto").contentType(ContentType.JSON);
  }
}
