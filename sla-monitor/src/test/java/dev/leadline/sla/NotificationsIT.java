package dev.leadline.sla;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Notifications over a real SMTP server and a pager that is out of order at first.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ToldPromises.class)
class NotificationsIT {
  private TestTopics topics;

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
  void peopleAreToldOnceThePagerIsTriedAgainAndItsEndIsSaid() throws Exception {
    // given: a clock that has used up twice its budget
    Lives life = Lives.beginningAt(Instant.now().minusSeconds(60));

    // when
    topics.say(Topics.LIFECYCLE, life.qualified());
    topics.say(Topics.ROUTING, life.assigned("ana"));

    // then: the pager's error is shown
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            notifications(life)
                .body("items.find { it.channel == 'on-call' }.state", Matchers.is("waiting"))
                .body(
                    "items.find { it.channel == 'on-call' }.lastError",
                    Matchers.is("HTTP 503: out of order")));

    // when: it works again and somebody does not want to wait
    ToldPromises.PAGER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202)));
    String page = notifications(life).extract().path("items.find { it.channel == 'on-call' }.id");
    operator().post("/api/notifications/" + page + "/retry").then().statusCode(200);

    // then
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            notifications(life)
                .body("items.find { it.channel == 'on-call' }.state", Matchers.is("sent")));
    operator()
        .post("/api/notifications/" + page + "/acknowledge")
        .then()
        .statusCode(200)
        .body("acknowledgedBy", Matchers.is("test"));

    // when
    topics.say(Topics.INTAKE, life.touched(Instant.now()));

    // then
    String key = notifications(life).extract().path("items.find { it.id == '" + page + "' }.clock");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            ToldPromises.PAGER.verify(
                1,
                postRequestedFor(urlEqualTo("/v2/enqueue"))
                    .withRequestBody(matchingJsonPath("$.event_action", equalTo("resolve")))
                    .withRequestBody(
                        matchingJsonPath("$.dedup_key", equalTo("leadline/" + key + "/200%")))));
  }

  @Test
  void anOwnerGetsAMail() throws Exception {
    // given
    Lives life = Lives.beginningAt(Instant.now());
    topics.say(Topics.LIFECYCLE, life.qualified());
    topics.say(Topics.ROUTING, life.assigned("ana"));

    // then
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            notifications(life)
                .body("items.find { it.recipient == 'ana' }.state", Matchers.is("sent")));
    assertThat(ToldPromises.POST.getReceivedMessages())
        .anySatisfy(mail -> {
          assertThat(mail.getSubject()).isEqualTo("50% of speed-to-lead used");
          assertThat(mail.getContent().toString()).contains(life.lead().id().toString());
        });
  }

  @Test
  void aLeadWithoutOwnerHasNobodyToTellWhichIsNoFailure() throws Exception {
    // when: nobody owns the lead at the rung that tells the owner
    Lives life = Lives.beginningAt(Instant.now());
    topics.say(Topics.LIFECYCLE, life.qualified());

    // then
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            notifications(life)
                .body("items.find { it.rung == '50%' }.state", Matchers.is("nobody"))
                .body("items.find { it.rung == '50%' }.why", Matchers.is("lead has no owner"))
                .body("items.find { it.rung == '50%' }.lastError", Matchers.nullValue())
                .body("items.find { it.rung == '50%' }.attempts", Matchers.is(0)));
  }

  @Test
  void overdueExceptionsAreToldOnceAndWhenTheyAreOver() {
    // given: three that should have been seen to an hour ago
    String service = "routing-" + UUID.randomUUID();
    ToldPromises.PAGER.stubFor(
        post(anyUrl())
            .atPriority(1)
            .withRequestBody(containing(service))
            .willReturn(aResponse().withStatus(202)));
    List<Envelope<ExceptionRaised>> raised =
        IntStream.range(0, 3)
            .mapToObj(number ->
                anEnvelopeOf(
                        new ExceptionRaised(
                            ExceptionReason.POISON_EVENT,
                            service + "-" + number,
                            service,
                            null,
                            "Detail",
                            "Mend it"))
                    .at(Instant.now().minus(Duration.ofHours(2)))
                    .number(number)
                    .build())
            .toList();

    // when
    topics.say(Topics.ROUTING, raised);

    // then
    await().atMost(Duration.ofSeconds(90)).until(() -> pages(service, "trigger") > 0);
    await().atMost(Duration.ofSeconds(90)).until(() -> open(service) == 3);

    // when
    operator()
        .contentType("application/json")
        .body(Map.of("action", "resolve", "note", "Mended", "service", service))
        .post("/api/exceptions/bulk")
        .then()
        .body("done", Matchers.is(3));

    // then
    await().atMost(Duration.ofSeconds(90)).until(() -> pages(service, "resolve") == 1);
    assertThat(pages(service, "trigger")).isEqualTo(1);
    assertThat(noticesOf(service))
        .extracting(notice -> notice.get("act"), notice -> notice.get("reason"))
        .containsExactlyInAnyOrder(
            tuple("trigger", "POISON_EVENT"), tuple("resolve", "POISON_EVENT"));
  }

  /// All that was written of a service's exceptions, however much else was since.
  private static List<Map<String, Object>> noticesOf(String service) {
    List<Map<String, Object>> found = new ArrayList<>();
    @Nullable String cursor = "";
    while (cursor != null) {
      JsonPath page =
          operator().get("/api/notifications?channel=on-call&limit=500" + cursor).jsonPath();
      page.<Map<String, Object>>getList("items").stream()
          .filter(notice -> service.equals(notice.get("service")))
          .forEach(found::add);
      @Nullable String next = page.getString("next");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return found;
  }

  /// How often the pager was told of a service's exceptions.
  private static int pages(String service, String action) {
    return ToldPromises.PAGER
        .findAll(
            postRequestedFor(urlEqualTo("/v2/enqueue"))
                .withRequestBody(matchingJsonPath("$.event_action", equalTo(action)))
                .withRequestBody(containing(service)))
        .size();
  }

  @Test
  void aCommitmentCountsVisits() {
    // given
    int before = delivered();

    // when
    topics.say(
        Topics.LIFECYCLE,
        List.of(
            Lives.beginningAt(Instant.now()).qualified(),
            Lives.beginningAt(Instant.now()).qualified()));

    // then
    await().atMost(Duration.ofSeconds(20)).until(() -> delivered() >= before + 2);
  }

  @Test
  void exceptionsAreAssignedAndHandledInBulk() {
    operator()
        .contentType("application/json")
        .body(Map.of("action", "resolve", "reason", "policy-error", "note", "Mended"))
        .post("/api/exceptions/bulk")
        .then()
        .statusCode(200)
        .body("done", Matchers.is(0));
    operator()
        .contentType("application/json")
        .body(Map.of("action", "explode"))
        .post("/api/exceptions/bulk")
        .then()
        .statusCode(Matchers.anyOf(Matchers.is(200), Matchers.is(400)));
    operator().get("/api/exceptions/groups").then().statusCode(200);
    operator().get("/api/exceptions?overdue=true").then().statusCode(200);
  }

  private static int open(String service) {
    return operator().get("/api/exceptions?service=" + service).path("items.size()");
  }

  private static int delivered() {
    return operator().get("/api/commitments").path("commitments[0].delivered");
  }

  private static io.restassured.response.ValidatableResponse notifications(Lives life) {
    return operator().get("/api/notifications?lead=" + life.lead().id()).then().statusCode(200);
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer test-token");
  }
}
