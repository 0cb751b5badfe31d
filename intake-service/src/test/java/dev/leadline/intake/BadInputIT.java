package dev.leadline.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever comes, the answer is exact, and the next good delivery is unharmed.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BadInputIT {
  @BeforeEach
  void isReady() {
    Awaitility.await("readiness")
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
  }

  @AfterEach
  void theNextGoodDeliveryIsUnharmed() {
    String email = "good-" + UUID.randomUUID() + "@company.example";
    assertThat(
            Deliveries.webhook(
                    newId(),
                    "{\"type\":\"form.submitted\",\"data\":{\"email\":\"%s\"}}".formatted(email))
                .statusCode())
        .isEqualTo(202);
    try (TestTopics topics = TestTopics.listeningTo(Topics.INTAKE)) {
      topics.await(LeadCaptured.class, event -> email.equals(event.lead().fields().get("email")));
    }
  }

  @Test
  void aWrongSignature() {
    Response answer =
        Deliveries.post(
            "/webhooks/standard-webhooks",
            "application/json",
            Map.of(
                "webhook-id", "x",
                "webhook-timestamp", Long.toString(Instant.now().getEpochSecond()),
                "webhook-signature", "v1,AAAA"),
            utf8("{}"));
    assertProblem(
        answer,
        401,
        "Delivery of source 'standard-webhooks' is not authentic: No webhook-signature matches");
  }

  @Test
  void aMissingSignature() {
    assertProblem(
        Deliveries.post("/webhooks/hubspot", "application/json", Map.of(), utf8("[]")),
        401,
        "Delivery of source 'hubspot' is not authentic: The request has no HubSpot signature"
            + " header");
  }

  @Test
  void staleAndFutureTimestamps() {
    Duration tooFar = Duration.ofMinutes(6);
    assertProblem(
        Deliveries.hubSpot(utf8("[]"), Instant.now().minus(tooFar)),
        401,
        "Delivery of source 'hubspot' is not authentic: The timestamp is more than 5 minutes old");
    assertProblem(
        Deliveries.webhook(newId(), utf8("{}"), Instant.now().plus(tooFar), "application/json"),
        401,
        "Delivery of source 'standard-webhooks' is not authentic: The timestamp is more than 5"
            + " minutes in the future");
  }

  @Test
  void anUnknownSource() {
    assertProblem(
        Deliveries.post("/webhooks/nobody", "application/json", Map.of(), utf8("{}")),
        404,
        "There is no webhook source 'nobody'");
    assertProblem(
        Deliveries.post("/webhooks/segment", "application/json", Map.of(), utf8("{}")),
        404,
        "There is no webhook source 'segment'");
    assertProblem(Deliveries.form("nobody", "a=b"), 404, "There is no form source 'nobody'");
  }

  @Test
  void aWrongContentType() {
    assertProblem(
        Deliveries.webhook(newId(), utf8("<x/>"), Instant.now(), "text/xml"),
        415,
        "Webhook of source 'standard-webhooks' is to be JSON, not 'text/xml'");
    assertProblem(
        Deliveries.post(
            "/forms/web-form", "text/plain", Map.of("X-Api-Key", "form-key"), utf8("a=b")),
        415,
        "Form of source 'web-form' is to be application/x-www-form-urlencoded or"
            + " application/json, not 'text/plain'");
    assertProblem(
        Deliveries.cloudEvent(Map.of(), "application/cloudevents+xml", "<x/>"),
        415,
        "CloudEvents are to be in JSON format, not 'application/cloudevents+xml'");
  }

  @Test
  void aHugeBody() {
    byte[] huge = utf8("x".repeat((1 << 20) + 1));
    assertProblem(
        Deliveries.webhook(newId(), huge, Instant.now(), "application/json"),
        413,
        "The body has more than 1048576 bytes");
  }

  @Test
  void aHugeBodyThatDoesNotSayHowLongItIs() throws Exception {
    for (int bytes : new int[] {(1 << 20) + 1, 3 << 20}) {
      assertThat(chunked(utf8("x".repeat(bytes)))).isEqualTo(413);
    }
  }

  @Test
  void aBodyThatInflatesToAHugeOne() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    assertProblem(
        Deliveries.post(
            "/v1/batch",
            "application/json",
            Map.of("Authorization", "Basic dGVzdFdyaXRlS2V5Og==", "Content-Encoding", "gzip"),
            bomb),
        413,
        "The body inflates to more than 4194304 bytes");
  }

  @Test
  void whatAnAuthenticSenderSendsIsQuarantinedAndNeverRefused() {
    assertQuarantined("EMPTY", utf8(""));
    assertQuarantined("MALFORMED", utf8("{\"type\":"));
    assertQuarantined("MALFORMED", utf8("[]"));
    assertQuarantined("NOT_UTF8", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
    assertQuarantined("TOO_DEEP", utf8("[".repeat(200_000)));
    assertQuarantined("MISSING_KEY", utf8("{\"type\":\"form.submitted\"}"));
    assertQuarantined("UNKNOWN_EVENT", utf8("{\"type\":\"odd.thing\",\"data\":{\"id\":\"1\"}}"));
    assertQuarantined(
        "NO_IDENTITY", utf8("{\"type\":\"form.submitted\",\"data\":{\"company\":\"A\"}}"));
  }

  @Test
  void controlCharactersAreTakenOutAndTheRestIsUsed() {
    String email = "nul-" + newId() + "@company.example";
    Deliveries.webhook(
        newId(),
        "{\"type\":\"form.submitted\",\"data\":{\"email\":\"%s\",\"company\":\"A\\u0000cme\"}}"
            .formatted(email));
    try (TestTopics topics = TestTopics.listeningTo(Topics.INTAKE)) {
      assertThat(
              topics
                  .await(
                      LeadCaptured.class, event -> email.equals(event.lead().fields().get("email")))
                  .event()
                  .lead()
                  .fields())
          .containsEntry("company", "Acme");
    }
  }

  @Test
  void whatSegmentsProtocolRefuses() {
    assertProblem(
        Deliveries.post("/v1/track", "application/json", Map.of(), utf8("{\"userId\":\"u\"}")),
        401,
        "The request has no write key of a source");
    assertProblem(
        Deliveries.post(
            "/v1/track", "application/json", Map.of("Authorization", "Basic eDo="), utf8("{}")),
        401,
        "The request has no write key of a source");
    assertProblem(Deliveries.segment("track", "{"), 400, "The content is not JSON");
    assertProblem(Deliveries.segment("batch", ""), 400, "The content is empty");
    assertProblem(
        Deliveries.segment("track", "{\"x\":\"" + "y".repeat(33_000) + "\"}"),
        400,
        "An event has more than 32768 bytes");
    assertThat(given().body("{}").post("/v1/delete").statusCode()).isEqualTo(404);
  }

  @Test
  void whatSegmentsSdksSendIsTaken() throws IOException {
    String message =
        "{\"batch\":[{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\""
            + newId()
            + "\"}]}";
    Response rudder =
        Deliveries.post(
            "/v1/batch",
            "application/x-www-form-urlencoded",
            Map.of("Authorization", "Basic dGVzdFdyaXRlS2V5Og==", "Content-Encoding", "gzip"),
            gzip(utf8(message)));
    Response byBody =
        Deliveries.post(
            "/v1/track",
            "application/json",
            Map.of("Authorization", "Bearer oauth-token"),
            utf8("{\"writeKey\":\"testWriteKey\",\"event\":\"Demo Requested\",\"userId\":\"u\"}"));
    assertThat(rudder.statusCode()).isEqualTo(200);
    assertThat(rudder.asString()).isEqualTo("{\"success\":true}");
    assertThat(byBody.statusCode()).isEqualTo(200);
  }

  @Test
  void wrongTokens() {
    assertProblem(
        Deliveries.post(
            "/events",
            "application/cloudevents+json",
            Map.of("Authorization", "Bearer wrong"),
            utf8("{}")),
        401,
        "The request has no bearer token of a source");
    assertProblem(
        Deliveries.post(
            "/forms/web-form",
            "application/x-www-form-urlencoded",
            Map.of("X-Api-Key", "wrong"),
            utf8("a=b")),
        401,
        "Delivery of source 'web-form' is not authentic: The API key is not the source's");
  }

  private static void assertQuarantined(String reason, byte[] body) {
    Response answer = Deliveries.webhook(newId(), body, Instant.now(), "application/json");
    assertThat(answer.statusCode()).as(reason).isEqualTo(202);
    String delivery = answer.jsonPath().getString("delivery");
    try (TestTopics topics = TestTopics.listeningTo(Topics.INTAKE)) {
      assertThat(
              topics
                  .await(ExceptionRaised.class, raised -> raised.detail().contains(delivery))
                  .event()
                  .detail())
          .startsWith(
              "Delivery "
                  + delivery
                  + " of source 'standard-webhooks' is quarantined as "
                  + reason
                  + ": ");
    }
  }

  private static void assertProblem(Response answer, int status, String detail) {
    assertThat(answer.asString()).contains("\"detail\"");
    assertThat(answer.jsonPath().getString("detail")).isEqualTo(detail);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  /// Without a Content-Length.
  private static int chunked(byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + RestAssured.port + "/forms/open-form"))
                  .version(HttpClient.Version.HTTP_1_1)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
