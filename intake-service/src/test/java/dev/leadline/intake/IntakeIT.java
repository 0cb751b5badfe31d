package dev.leadline.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // Set before the first test.
class IntakeIT {
  private TestTopics topics;

  @BeforeEach
  void listen() {
    if (topics == null) {
      Awaitility.await("readiness")
          .atMost(Duration.ofSeconds(60))
          .until(() -> given().get("/q/health/ready").statusCode() == 200);
      topics = TestTopics.listeningTo(Topics.INTAKE);
    }
  }

  @AfterAll
  void stopListening() {
    if (topics != null) {
      topics.close();
    }
  }

  @Test
  void aSignedWebhookBecomesALead() {
    // given
    String email = newEmail();

    // when
    Response answer =
        Deliveries.webhook(
            newId(),
            """
            {"type":"demo.requested","timestamp":"2026-01-05T09:00:00Z","data":{"email":"%s",
             "firstName":"Zoë","company":"Acme","country":"Germany","phone":"030 12345678",
             "employees":"201-500","utm_source":"LinkedIn","utm_medium":"paid-social"}}\
            """
                .formatted(email));

    // then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.jsonPath().getInt("events")).isEqualTo(1);
    Envelope<LeadCaptured> captured = captured(email);
    LeadSnapshot lead = captured.event().lead();
    assertThat(lead.fields())
        .containsEntry("firstName", "Zoë")
        .containsEntry("country", "DE")
        .containsEntry("phone", "+493012345678")
        .containsEntry("employees", 201L)
        .containsEntry("source", "linkedin")
        .containsEntry("channel", "Paid Social");
    assertThat(captured.event().channel()).isEqualTo("Paid Social");
    assertThat(captured.time()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
    assertThat(captured.correlationId()).isEqualTo(answer.jsonPath().getString("delivery"));
    assertThat(activity(lead, "demo_requested").causationId()).isEqualTo(captured.causationId());
  }

  @Test
  void aRedeliveryHasNoEffect() {
    // given
    String email = newEmail();
    String id = newId();
    String body = "{\"type\":\"form.submitted\",\"data\":{\"email\":\"%s\"}}".formatted(email);
    Deliveries.webhook(id, body);
    LeadSnapshot lead = captured(email).event().lead();
    activity(lead, "form_submitted");

    // when
    assertThat(Deliveries.webhook(id, body).statusCode()).isEqualTo(202);
    settle();

    // then
    assertThat(topics.all(ActivityRecorded.class, event -> event.lead().id().equals(lead.id())))
        .hasSize(1);
    assertThat(topics.all(LeadCaptured.class, event -> has(event.lead(), email))).hasSize(1);
  }

  @Test
  void theContactsThatHubSpotTellsPropertyByPropertyGatherIntoOneLead() {
    // given
    long objectId = newNumber();
    Instant now = Instant.now();
    String email = newEmail();

    // when
    Map.of("email", email, "firstname", "Ana", "company", "Acme", "numberofemployees", "250")
        .forEach((name, value) ->
            assertThat(
                    Deliveries.hubSpot(
                            "[" + Deliveries.hubSpotProperty(objectId, name, value, now) + "]")
                        .statusCode())
                .isEqualTo(202));

    // then
    LeadSnapshot lead =
        Awaitility.await()
            .until(
                () -> {
                  topics.listen(Duration.ofMillis(50));
                  return lastKnown(email);
                },
                snapshot -> snapshot.stream().anyMatch(known -> known.fields().size() >= 5))
            .getLast();
    assertThat(lead.fields())
        .containsEntry("firstName", "Ana")
        .containsEntry("company", "Acme")
        .containsEntry("employees", 250L);
    assertThat(topics.all(LeadCaptured.class, event -> event.lead().id().equals(lead.id())))
        .hasSize(1);
  }

  @Test
  void aLifecycleStageOfTheCrmIsToldByOurName() {
    // given
    long objectId = newNumber();
    Instant now = Instant.now();
    String email = newEmail();

    // when
    Deliveries.hubSpot(
        "["
            + Deliveries.hubSpotProperty(objectId, "email", email, now)
            + ","
            + Deliveries.hubSpotProperty(objectId, "lifecyclestage", "salesqualifiedlead", now)
            + "]");

    // then
    Envelope<CrmUpdated> updated =
        topics.await(CrmUpdated.class, event -> has(event.lead(), email));
    assertThat(updated.event().changes()).isEqualTo(Map.of("stage", "sql"));
    assertThat(updated.event().source()).isEqualTo("hubspot");
  }

  @Test
  void anAnonymousVisitorWhoIdentifiesThemselvesIsOneLeadWithWhomTheyTurnOutToBe() {
    // given
    String email = newEmail();
    String anonymousId = newId();
    Deliveries.form("web-form", "form=demo&email=" + email);
    LeadSnapshot known = captured(email).event().lead();
    Deliveries.segment(
        "page",
        "{\"anonymousId\":\"%s\",\"messageId\":\"%s\",\"properties\":{\"path\":\"/pricing\"}}"
            .formatted(anonymousId, newId()));
    Envelope<ActivityRecorded> viewed =
        topics.await(
            ActivityRecorded.class,
            event ->
                event.activity().type().equals("page_viewed")
                    && "/pricing".equals(event.activity().properties().get("path"))
                    && !event.lead().fields().containsKey("email"));
    LeadSnapshot visitor = viewed.event().lead();

    // when
    Deliveries.segment(
        "identify",
        "{\"anonymousId\":\"%s\",\"messageId\":\"%s\",\"traits\":{\"email\":\"%s\"}}"
            .formatted(anonymousId, newId(), email));

    // then
    Envelope<LeadsMerged> toSurvivor =
        topics.await(
            LeadsMerged.class,
            event -> event.survivor().equals(known.id()) && !event.toldToAbsorbed());
    Envelope<LeadsMerged> toAbsorbed =
        topics.await(
            LeadsMerged.class,
            event -> event.absorbed().equals(visitor.id()) && event.toldToAbsorbed());
    assertThat(toSurvivor.event().matchedOn()).isEqualTo(toAbsorbed.event().matchedOn());
    Response shown = asViewer("/api/leads/" + visitor.id());
    assertThat(shown.jsonPath().getString("id")).isEqualTo(known.id().toString());
    assertThat(shown.jsonPath().getList("aliases")).containsExactly(visitor.id().toString());
  }

  @Test
  void manyDeliveriesAtOnceForANewPersonMakeOneLead() throws InterruptedException {
    // given
    String email = newEmail();
    int senders = 8;
    CountDownLatch ready = new CountDownLatch(senders);
    ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

    // when each has its own key, so that they come by several partitions
    List<Thread> threads =
        IntStream.range(0, senders)
            .mapToObj(number ->
                Thread.ofVirtual()
                    .start(() -> {
                      ready.countDown();
                      statuses.add(
                          Deliveries.webhook(
                                  newId(),
                                  """
                                  {"type":"contact.updated","data":
                                   {"contactId":"%s","email":"%s","city":"City %d"}}\
                                  """
                                      .formatted(newId(), email, number))
                              .statusCode());
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    settle();

    // then
    assertThat(statuses).hasSize(senders).containsOnly(202);
    Response shown = asViewer("/api/leads?email=" + email);
    assertThat(shown.jsonPath().getList("$")).hasSize(1);
    assertThat(shown.jsonPath().getList("[0].keys")).hasSize(senders + 1);
    assertThat(topics.all(LeadCaptured.class, event -> has(event.lead(), email))).hasSize(1);
  }

  @Test
  void aLikelyDuplicateIsOnlySuspected() {
    // given
    String name = "jane" + newNumber();
    Deliveries.form("web-form", "email=" + name + "%40gmail.com");
    captured(name + "@gmail.com");

    // when
    Deliveries.form("web-form", "email=" + name + "%2Bnews%40googlemail.com");
    LeadSnapshot second = captured(name + "+news@googlemail.com").event().lead();

    // then
    Envelope<ExceptionRaised> raised =
        topics.await(
            ExceptionRaised.class, event -> event.subject().equals(second.id().toString()));
    assertThat(raised.event().reason()).isEqualTo(ExceptionReason.DUPLICATE_SUSPECTED);
    assertThat(raised.event().detail()).doesNotContain(name);
  }

  @Test
  void aDeliveryWithNoIdentityIsQuarantinedAndCanBeReleased() {
    // given
    String id = newId();
    Response answer =
        Deliveries.webhook(
            id, "{\"type\":\"form.submitted\",\"data\":{\"company\":\"Nobody %s\"}}".formatted(id));
    assertThat(answer.statusCode()).isEqualTo(202);
    String delivery = answer.jsonPath().getString("delivery");

    // when
    Envelope<ExceptionRaised> raised =
        topics.await(
            ExceptionRaised.class,
            event ->
                event.reason() == ExceptionReason.QUARANTINED && event.detail().contains(delivery));
    String quarantined = raised.event().subject();

    // then
    assertThat(raised.event().detail()).contains("NO_IDENTITY");
    assertThat(
            asViewer("/api/quarantine?reason=NO_IDENTITY&source=standard-webhooks")
                .jsonPath()
                .getList("items.id"))
        .contains(quarantined);

    // and when it is released twice, it goes through the inbox once, into quarantine again
    Response first = release(quarantined, "operator-token");
    Response second = release(quarantined, "operator-token");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.jsonPath().getBoolean("now")).isTrue();
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.jsonPath().getBoolean("now")).isFalse();
    topics.await(
        ExceptionRaised.class,
        event -> event.detail().contains(delivery) && !event.subject().equals(quarantined));
    assertThat(topics.all(ExceptionResolved.class, event -> event.subject().equals(quarantined)))
        .isEmpty();
    assertThat(release(quarantined, "viewer-token").statusCode()).isEqualTo(403);
    assertThat(release(UUID.randomUUID().toString(), "operator-token").statusCode()).isEqualTo(404);
  }

  @Test
  void whatPeopleAskNeedsAToken() {
    assertThat(given().get("/api/leads?email=a@b.example").statusCode()).isEqualTo(401);
    assertThat(asViewer("/api/leads/not-an-id").statusCode()).isEqualTo(400);
    assertThat(asViewer("/api/leads/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(asViewer("/api/leads?email=nobody@nowhere.example").jsonPath().getList("$"))
        .isEmpty();
  }

  @Test
  void theCloudEventsHandshakeConsents() {
    Response consent =
        given()
            .header("WebHook-Request-Origin", "events.example.com")
            .header("WebHook-Request-Rate", "120")
            .options("/events");
    assertThat(consent.statusCode()).isEqualTo(200);
    assertThat(consent.header("WebHook-Allowed-Origin")).isEqualTo("events.example.com");
    assertThat(consent.header("WebHook-Allowed-Rate")).isEqualTo("*");
    assertThat(consent.header("Allow")).contains("POST");
  }

  @Test
  void cloudEventsComeInThreeModes() {
    // given
    String binary = newEmail();
    String structured = newEmail();
    String batched = newEmail();

    // when
    Response first =
        Deliveries.cloudEvent(
            Map.of(
                "ce-specversion", "1.0",
                "ce-id", newId(),
                "ce-source", "/dialer",
                "ce-type", "rep.touched",
                "ce-subject", "Zo%C3%AB%20100%"),
            "application/json",
            "{\"email\":\"%s\",\"rep\":\"ana\"}".formatted(binary));
    Response second =
        Deliveries.cloudEvent(
            Map.of(), "application/cloudevents+json; charset=utf-8", cloudEvent(structured));
    Response third =
        Deliveries.cloudEvent(
            Map.of(), "application/cloudevents-batch+json", "[" + cloudEvent(batched) + "]");

    // then
    assertThat(List.of(first.statusCode(), second.statusCode(), third.statusCode()))
        .containsOnly(202);
    for (String email : List.of(binary, structured, batched)) {
      Envelope<ActivityRecorded> touch = activity(captured(email).event().lead(), "rep_touch");
      assertThat(touch.event().activity().properties()).containsEntry("rep", "ana");
    }
    Response shown = asViewer("/api/leads?email=" + binary);
    assertThat(shown.jsonPath().getList("[0].keys.value")).contains("/dialer Zoë 100%");
  }

  @Test
  void itCountsWhatItTakesAndCaptures() {
    String email = newEmail();
    Deliveries.form("open-form", "utm_source=never-heard-of&email=" + email);
    captured(email);
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains("leadline_intake_deliveries_total{outcome=\"accepted\",source=\"open-form\"")
        .contains("leadline_intake_ack_seconds_bucket")
        .containsPattern(
            "leadline_leads_captured_total\\{channel=\"[^\"]+\",source=\"unclassified\"")
        .contains("leadline_policy_info{version=");
  }

  private static String cloudEvent(String email) {
    return """
    {"specversion":"1.0","id":"%s","source":"/dialer","type":"rep.touched","time":null,
     "data":{"email":"%s","rep":"ana"}}\
    """
        .formatted(newId(), email);
  }

  private Envelope<LeadCaptured> captured(String email) {
    return topics.await(LeadCaptured.class, event -> has(event.lead(), email));
  }

  private Envelope<ActivityRecorded> activity(LeadSnapshot lead, String type) {
    return topics.await(
        ActivityRecorded.class,
        event -> event.lead().id().equals(lead.id()) && event.activity().type().equals(type));
  }

  private List<LeadSnapshot> lastKnown(String email) {
    return topics.all(LeadChanged.class, event -> has(event.lead(), email)).stream()
        .map(envelope -> envelope.event().lead())
        .toList();
  }

  /// Sends one more lead by each partition and waits for them, so that what came before is decided.
  private void settle() {
    IntStream.range(0, 12)
        .mapToObj(_ -> newEmail())
        .peek(email -> Deliveries.form("web-form", "email=" + email))
        .toList()
        .forEach(this::captured);
  }

  private static Response asViewer(String path) {
    return given().header("Authorization", "Bearer viewer-token").get(path);
  }

  private static Response release(String id, String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .post("/api/quarantine/" + id + "/release");
  }

  private static boolean has(LeadSnapshot lead, String email) {
    return email.equals(lead.fields().get("email"));
  }

  private static String newEmail() {
    return "it-" + newId() + "@company.example";
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static long newNumber() {
    return UUID.randomUUID().getMostSignificantBits() >>> 16;
  }
}
