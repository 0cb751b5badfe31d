package dev.leadline.sla;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The queue of exceptions: leads that are stuck, storms, what is overdue, and many at once.
@QuarkusTest
@TestProfile(QueueIT.Impatient.class)
@WithTestResource(StackResource.class)
@WithTestResource(ShortPromises.class)
class QueueIT {
  private final Instant longAgo =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(20));

  private TestTopics topics;

  /// Looks for stuck leads all the time. The bound is the shipped one.
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("leadline.sla.stuck-look", "1s");
    }
  }

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
  void aLeadThatEnteredNoStageIsStuckUntilItMoves() {
    // given
    Lives life = Lives.beginningAt(longAgo);

    // when
    topics.say(Topics.INTAKE, life.captured());

    // then
    ExceptionRaised raised = stuck(life);
    assertThat(raised.detail())
        .isEqualTo(
            "Lead was captured at %s and has entered no stage within PT15M"
                .formatted(life.captured().recordedAt()));

    // when
    topics.say(Topics.LIFECYCLE, life.entered("lead"));

    // then
    assertThat(noLongerStuck(life).note()).isEqualTo("The lead has moved");
    queue("subject=" + life.lead().id())
        .body("items.findAll { it.subject == '" + life.lead().id() + "' }", Matchers.empty());
  }

  @Test
  void aLeadThatAskedForAnOwnerIsStuckUntilRoutingSaysAWord() {
    // given
    Lives life = Lives.beginningAt(longAgo);

    // when
    topics.say(Topics.INTAKE, life.captured());
    topics.say(Topics.LIFECYCLE, life.qualified());

    // then
    assertThat(stuck(life).detail())
        .startsWith("Lead asked for an owner at ")
        .endsWith(" and routing has not answered within PT15M");

    // when
    topics.say(Topics.ROUTING, life.assigned("ana"));

    // then
    noLongerStuck(life);
  }

  @Test
  void aLeadThatMovedOrIsYoungIsNotStuck() {
    // given
    Lives moved = Lives.beginningAt(longAgo);
    Lives young = Lives.beginningAt(Instant.now());
    Lives canary = Lives.beginningAt(longAgo);

    // when
    topics.say(Topics.LIFECYCLE, moved.entered("lead"));
    topics.say(Topics.INTAKE, moved.captured(), young.captured());
    await().until(() -> known(moved) && known(young));
    topics.say(Topics.INTAKE, canary.captured());

    // then
    stuck(canary);
    List<String> others = List.of(moved.lead().id().toString(), young.lead().id().toString());
    assertThat(topics.all(ExceptionRaised.class, it -> others.contains(it.subject()))).isEmpty();
  }

  @Test
  void aStormIsOneGroupAndIsHandledAtOnce() {
    // given
    String service = "routing-" + UUID.randomUUID();
    String other = "routing-" + UUID.randomUUID();
    topics.say(Topics.ROUTING, raised(service, ExceptionReason.NO_CANDIDATE, 25, Instant.now()));
    topics.say(Topics.ROUTING, raised(other, ExceptionReason.NO_CANDIDATE, 2, Instant.now()));
    await().until(() -> open(service) == 25 && open(other) == 2);

    // then
    operator()
        .get("/api/exceptions/groups")
        .then()
        .body("groups.find { it.service == '" + service + "' }.storm", Matchers.is(true))
        .body("groups.find { it.service == '" + service + "' }.open", Matchers.is(25))
        .body("groups.find { it.service == '" + other + "' }.storm", Matchers.is(false));

    // when
    bulk("{\"action\":\"assign\",\"to\":\"bo\",\"service\":\"%s\"}", service)
        .statusCode(200)
        .body("done", Matchers.is(25));

    // then
    queue("service=" + service + "&limit=50")
        .body("items.assignedTo", Matchers.everyItem(Matchers.is("bo")))
        .body("items.state", Matchers.everyItem(Matchers.is("acknowledged")));
    queue("service=" + other).body("items.assignedTo", Matchers.everyItem(Matchers.nullValue()));

    // when
    bulk(
            "{\"action\":\"resolve\",\"note\":\"Pool mended\",\"service\":\"%s\",\"limit\":20}",
            service)
        .body("done", Matchers.is(20));

    // then
    assertThat(open(service)).isEqualTo(5);
    assertThat(open(other)).isEqualTo(2);
    await()
        .untilAsserted(() ->
            assertThat(
                    topics
                        .listen(Duration.ofMillis(100))
                        .all(ExceptionResolved.class, it -> it.service().equals(service)))
                .hasSize(20));
  }

  @Test
  void whatCannotBeDoneToAnExceptionIsLeftAndSaid() {
    // given
    String service = "intake-" + UUID.randomUUID();
    topics.say(Topics.INTAKE, raised(service, ExceptionReason.QUARANTINED, 2, Instant.now()));
    await().until(() -> open(service) == 2);

    // then
    bulk("{\"action\":\"retry\",\"service\":\"%s\"}", service)
        .body("done", Matchers.is(0))
        .body(
            "left.why",
            Matchers.everyItem(Matchers.containsString("/api/quarantine/{id}/release")));
    bulk("{\"action\":\"resolve\",\"service\":\"%s\"}", service).statusCode(422);
    bulk("{\"action\":\"forget\",\"service\":\"%s\"}", service).statusCode(400);
    bulk("{\"action\":\"forget\",\"service\":\"nobody-%s\"}", service).statusCode(400);
    bulk("{\"service\":\"%s\"}", service).statusCode(422);
    assertThat(open(service)).isEqualTo(2);

    // when
    bulk("{\"action\":\"resolve\",\"note\":\"Done\",\"service\":\"%s\"}", service);

    // then
    bulk("{\"action\":\"acknowledge\",\"state\":\"resolved\",\"service\":\"%s\"}", service)
        .body("done", Matchers.is(0))
        .body("left.why", Matchers.everyItem(Matchers.is("It is resolved")));
  }

  @Test
  void whatIsNotSeenToInTimeIsOverdue() {
    // given
    String service = "lifecycle-" + UUID.randomUUID();
    Instant now = Instant.now();
    topics.say(
        Topics.LIFECYCLE,
        raised(service, ExceptionReason.ILLEGAL_TRANSITION, 1, now.minus(Duration.ofHours(9))));
    topics.say(Topics.LIFECYCLE, raised(service, ExceptionReason.DUPLICATE_SUSPECTED, 1, now));
    await().until(() -> open(service) == 2);

    // then
    queue("service=" + service + "&overdue=true")
        .body("items.reason", Matchers.contains("ILLEGAL_TRANSITION"))
        .body("items.overdue", Matchers.contains(true));
  }

  private ExceptionRaised stuck(Lives life) {
    return topics
        .await(
            ExceptionRaised.class,
            it ->
                it.reason() == ExceptionReason.STUCK
                    && it.subject().equals(life.lead().id().toString()))
        .event();
  }

  private ExceptionResolved noLongerStuck(Lives life) {
    return topics
        .await(
            ExceptionResolved.class,
            it ->
                it.reason() == ExceptionReason.STUCK
                    && it.subject().equals(life.lead().id().toString()))
        .event();
  }

  private static List<Envelope<ExceptionRaised>> raised(
      String service, ExceptionReason reason, int subjects, Instant at) {
    return IntStream.range(0, subjects)
        .mapToObj(number ->
            anEnvelopeOf(
                    new ExceptionRaised(
                        reason, service + "-" + number, service, null, "Detail", "Next step"))
                .at(at)
                .number(number)
                .build())
        .toList();
  }

  private static boolean known(Lives life) {
    return operator().get("/api/leads/" + life.lead().id() + "/timeline").statusCode() == 200;
  }

  private static int open(String service) {
    return operator().get("/api/exceptions?limit=100&service=" + service).path("items.size()");
  }

  private static ValidatableResponse queue(String query) {
    return operator().get("/api/exceptions?" + query).then().statusCode(200);
  }

  private static ValidatableResponse bulk(String json, String service) {
    return operator()
        .contentType(ContentType.JSON)
        .body(json.formatted(service))
        .post("/api/exceptions/bulk")
        .then();
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer test-token");
  }
}
