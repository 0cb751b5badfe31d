package dev.leadline.intake.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.intake.delivery.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The vectors were made with `@hubspot/api-client` 13.5.0; that of v2 with GET is HubSpot's own.
class HubSpotSignatureTest {
  private static final String SECRET = "lead-router-hubspot-test-secret";
  private static final String URL = "https://leads.example.com/hooks/hubspot";
  private static final String TIMESTAMP = "1767225600000";
  private static final Instant NOW = Instant.ofEpochMilli(1767225600000L);
  private static final String BODY =
      "[{\"eventId\":3816279340,\"subscriptionId\":25,\"portalId\":33,\"appId\":1160452,"
          + "\"occurredAt\":1767225600000,\"subscriptionType\":\"contact.propertyChange\","
          + "\"attemptNumber\":0,\"objectId\":1246965,\"propertyName\":\"lifecyclestage\","
          + "\"propertyValue\":\"marketingqualifiedlead\",\"changeSource\":\"CRM\"}]";
  private static final String V1 =
      "918c3d4b6f7d9d2a209bafb5a9c1b9fedcef8758ec8d03c22b55aebfd92767ad";
  private static final String V2 =
      "defa740b2aa6b21456e3130c9c85174888923a7c0cceebc7b6984fc686453130";
  private static final String V3 = "qJGa7AlI2ZOmIJevZB9QqfVIm9t3Wrr7sQ2USC54Mn0=";
  private static final String UTF8_BODY =
      "[{\"eventId\":1,\"objectId\":2,\"propertyName\":\"firstname\",\"propertyValue\":\"Zoë 東\"}]";

  @Test
  void theVectorsOfAllVersionsAreAuthentic() {
    assertAuthentic(URL, BODY, Map.of("X-HubSpot-Signature", V1));
    assertAuthentic(
        URL, BODY, Map.of("x-hubspot-signature", V1, "X-HubSpot-Signature-Version", "v1"));
    assertAuthentic(
        URL, BODY, Map.of("X-HubSpot-Signature", V2, "X-HubSpot-Signature-Version", "v2"));
    assertAuthentic(URL, BODY, v3(V3));
  }

  @Test
  void theVectorsWithOtherThanAsciiAreAuthentic() {
    assertAuthentic(
        URL,
        UTF8_BODY,
        Map.of(
            "X-HubSpot-Signature",
            "85087ff85197917cc4c106d2c3ea582e780cca82832dbf6662c9d117230865a5"));
    assertAuthentic(
        URL + "?tenant=a:b", UTF8_BODY, v3("U0iBcWfsdOs4ojqtRbT0l5agZqYFU+kdsfthw8o+aqg="));
  }

  @Test
  void theQueryIsDecodedAsHubSpotDoesBeforeItSigns() {
    assertAuthentic(
        URL + "?tenant=a%3Ab#part", UTF8_BODY, v3("U0iBcWfsdOs4ojqtRbT0l5agZqYFU+kdsfthw8o+aqg="));
  }

  @Test
  void hubSpotsOwnExampleOfVersion2IsAuthentic() {
    Proof proof =
        HubSpotSignature.check(
            List.of("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"),
            new SignedRequest(
                "GET",
                "https://www.example.com/webhook_uri",
                new RequestHeaders(
                    Map.of(
                        "X-HubSpot-Signature",
                        "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e",
                        "X-HubSpot-Signature-Version",
                        "v2")),
                new byte[0]),
            NOW);
    assertThat(proof).isInstanceOf(Proof.Authentic.class);
  }

  @Test
  void oneByteOfAnythingSignedMakesItWrong() {
    assertRefused(Proof.Cause.WRONG, NOW, BODY + " ", v3(V3));
    assertRefused(Proof.Cause.WRONG, NOW, BODY + " ", Map.of("X-HubSpot-Signature", V1));
    assertRefused(
        Proof.Cause.WRONG,
        NOW,
        BODY,
        Map.of("X-HubSpot-Signature", V1, "X-HubSpot-Signature-Version", "v2"));
    assertRefused(Proof.Cause.WRONG, NOW, BODY, v3("not base64!"));
    assertRefused(Proof.Cause.WRONG, NOW, BODY, Map.of("X-HubSpot-Signature", "zz"));
  }

  @Test
  void aTimestampIsToBeNearNowInBothDirections() {
    Duration allowed = Duration.ofMinutes(5);
    assertThat(check(NOW.plus(allowed), BODY, v3(V3))).isInstanceOf(Proof.Authentic.class);
    assertThat(check(NOW.minus(allowed), BODY, v3(V3))).isInstanceOf(Proof.Authentic.class);
    assertRefused(Proof.Cause.STALE, NOW.plus(allowed).plusMillis(1), BODY, v3(V3));
    assertRefused(Proof.Cause.FUTURE, NOW.minus(allowed).minusMillis(1), BODY, v3(V3));
  }

  @Test
  void aStaleVersion3IsNotSavedByAGoodVersion1() {
    Map<String, String> both = new HashMap<>(v3(V3));
    both.put("X-HubSpot-Signature", V1);
    assertRefused(Proof.Cause.STALE, NOW.plus(Duration.ofHours(1)), BODY, both);
  }

  @Test
  void withoutSignatureOrTimestampItIsMissing() {
    assertRefused(Proof.Cause.MISSING, NOW, BODY, Map.of());
    assertRefused(Proof.Cause.MISSING, NOW, BODY, Map.of("X-HubSpot-Signature-v3", V3));
  }

  @Test
  void anyOfTheSecretsMayHaveBeenUsed() {
    Proof proof = HubSpotSignature.check(List.of("newer", SECRET), request(URL, BODY, v3(V3)), NOW);
    assertThat(proof).isInstanceOf(Proof.Authentic.class);
  }

  private static Map<String, String> v3(String signature) {
    return Map.of("X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", TIMESTAMP);
  }

  private static void assertAuthentic(String url, String body, Map<String, String> headers) {
    assertThat(HubSpotSignature.check(List.of(SECRET), request(url, body, headers), NOW))
        .isInstanceOf(Proof.Authentic.class);
  }

  private static void assertRefused(
      Proof.Cause cause, Instant now, String body, Map<String, String> headers) {
    assertThat(check(now, body, headers))
        .isInstanceOfSatisfying(
            Proof.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(cause));
  }

  private static Proof check(Instant now, String body, Map<String, String> headers) {
    return HubSpotSignature.check(List.of(SECRET), request(URL, body, headers), now);
  }

  private static SignedRequest request(String url, String body, Map<String, String> headers) {
    return new SignedRequest(
        "POST", url, new RequestHeaders(headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
