package dev.leadline.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.Encoded;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void hubSpotsEventsAreKeyedByTheirContact() {
    // given
    byte[] body =
        utf8(
            """
            [{"portalId":33,"objectId":7,"eventId":1,"subscriptionId":2,"occurredAt":3,
              "subscriptionType":"contact.propertyChange","propertyName":"email"},
             {"portalId":33,"objectId":7,"eventId":1,"subscriptionId":2,"occurredAt":3,
              "subscriptionType":"contact.propertyChange","propertyName":"phone"}]\
            """);

    // when
    List<Part> parts = Parts.ofHubSpot(body);

    // then
    assertThat(parts).map(Part::key).containsOnly("33:7");
    assertThat(parts)
        .map(Part::idempotencyKey)
        .containsExactly(
            "33:7/2/1/3/contact.propertyChange/email", "33:7/2/1/3/contact.propertyChange/phone");
  }

  @Test
  void whatCannotBeSplitIsKeptWhole() {
    for (String body : List.of("", "[", "{\"a\":1}", "[]", "[[")) {
      assertThat(Parts.ofHubSpot(utf8(body)))
          .singleElement()
          .satisfies(part -> assertThat(part.value()).isEqualTo(utf8(body)));
    }
  }

  @Test
  void aBatchOfMessagesIsSplitWithWhatTheEnvelopeSays() {
    // given
    byte[] body =
        utf8(
            """
            {"writeKey":"secret","sentAt":"2026-01-01T00:00:00Z","context":{"ip":"1.2.3.4"},
             "batch":[{"type":"track","messageId":"m1","userId":"u1","event":"E"},
                      {"type":"page","anonymousId":"a1","context":{"locale":"de"}}]}\
            """);

    // when
    List<Part> parts = TrackingMessages.split("batch", body, TrackingMessages.read(body));

    // then
    assertThat(parts).map(Part::key).containsExactly("u1", "a1");
    assertThat(parts.getFirst().idempotencyKey()).isEqualTo("m1");
    assertThat(text(parts.getFirst()))
        .contains("\"sentAt\":\"2026-01-01T00:00:00Z\"")
        .contains("1.2.3.4")
        .doesNotContain("secret");
    assertThat(text(parts.getLast())).contains("1.2.3.4").contains("\"locale\":\"de\"");
  }

  @Test
  void aMessageWithoutAnIdIsKnownByItsContentWheneverItIsSent() {
    byte[] once = utf8("{\"userId\":\"u\",\"event\":\"E\",\"sentAt\":\"2026-01-01T00:00:00Z\"}");
    byte[] again = utf8("{\"userId\":\"u\",\"event\":\"E\",\"sentAt\":\"2026-01-02T00:00:00Z\"}");
    assertThat(TrackingMessages.split("track", once, TrackingMessages.read(once)).getFirst())
        .extracting(Part::idempotencyKey)
        .isEqualTo(
            TrackingMessages.split("track", again, TrackingMessages.read(again))
                .getFirst()
                .idempotencyKey());
  }

  @Test
  void theLimitsOfTheProtocolAreKept() {
    assertThatThrownBy(() -> split("track", "{\"x\":\"" + "y".repeat(40_000) + "\"}"))
        .isInstanceOf(Problem.class)
        .hasMessage("An event has more than 32768 bytes");
    assertThatThrownBy(() -> split("batch", "{\"batch\":[" + "{},".repeat(2_500) + "{}]}"))
        .hasMessage("The batch has more than 2500 events");
    assertThatThrownBy(() -> split("batch", "{\"batch\":[],\"x\":\"" + "y".repeat(512_000) + "\"}"))
        .hasMessage("The batch has more than 512000 bytes");
    assertThatThrownBy(() -> TrackingMessages.read(utf8("[]")))
        .hasMessage("The body is no JSON object");
  }

  @Test
  void headersOfCloudEventsAreDecodedOnce() {
    assertThat(Encoded.percent("Euro%20%E2%82%AC%20%F0%9F%98%80")).contains("Euro € 😀");
    assertThat(Encoded.percent("Euro%20%e2%82%ac")).contains("Euro €");
    assertThat(Encoded.percent("%2520")).contains("%20");
    assertThat(Encoded.percent("Zoë 100%")).contains("Zoë 100%");
    assertThat(Encoded.percent("5%x")).contains("5%x");
    assertThat(Encoded.percent("%C0%A0")).isEmpty();
  }

  @Test
  void aBinaryCloudEventIsKeptAsAStructuredOne() {
    List<Part> parts =
        CloudEventParts.of(
            new RequestHeaders(
                Map.of(
                    "CE-Id", "1",
                    "ce-source", "/s",
                    "ce-type", "t",
                    "ce-specversion", "1.0",
                    "ce-subject", "\"a \\\"b\\\"\"",
                    "Content-Type", "application/json")),
            utf8("{\"email\":\"a@b.example\"}"));
    assertThat(parts)
        .singleElement()
        .satisfies(part -> {
          assertThat(part.idempotencyKey()).isEqualTo("/s 1");
          assertThat(part.key()).isEqualTo("a@b.example");
          assertThat(text(part))
              .contains("\"subject\":\"a \\\"b\\\"\"")
              .contains("\"data\":{\"email\":\"a@b.example\"}");
        });
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    RequestHeaders headers = new RequestHeaders(Map.of("ce-id", "%C0%A0"));
    assertThatThrownBy(() -> CloudEventParts.of(headers, new byte[0]))
        .isInstanceOf(Problem.class)
        .hasMessage("Header 'ce-id' is not UTF-8");
  }

  @Test
  void anEmptyBatchIsFine() {
    assertThat(
            CloudEventParts.of(
                new RequestHeaders(Map.of("Content-Type", "Application/CloudEvents-Batch+JSON")),
                utf8("[]")))
        .isEmpty();
  }

  @Test
  void formFieldsAreDecodedAndTheLastThatIsNotBlankCounts() {
    assertThat(Encoded.form("a=1+2&a=&b=%C3%A4&c&=x"))
        .hasValue(Map.of("a", "1 2", "b", "ä", "c", ""));
    assertThat(Encoded.form("a=%FF")).isEmpty();
  }

  private static List<Part> split(String call, String body) {
    return TrackingMessages.split(call, utf8(body), TrackingMessages.read(utf8(body)));
  }

  private static String text(Part part) {
    return new String(part.value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
