package dev.leadline.intake.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.intake.delivery.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The vectors were made with standardwebhooks 1.1.1 and svix 1.99.1; the first is also the
/// official test's.
class StandardWebhookSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String PUBLIC_KEY = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
  private static final String SECRET_KEY =
      "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SENT = 1614265330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String V1A =
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

  @Test
  void theVectorsAreAuthentic() {
    assertAuthentic(check(SECRET, headers("webhook", ID, SENT, V1), BODY, SENT));
    assertAuthentic(
        check(
            SECRET,
            headers(
                "webhook",
                "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
                1767225600,
                "v1,p1BW3C3bEqa9EXL9t49JL5fgalSYmmyh0nkXJgFmIHs="),
            "{\"type\":\"lead.assigned\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                + "\"data\":{\"leadId\":\"L-1\"}}",
            1767225600));
    assertAuthentic(check(PUBLIC_KEY, headers("webhook", ID, SENT, V1A), BODY, SENT));
    assertAuthentic(check(SECRET_KEY, headers("webhook", ID, SENT, V1A), BODY, SENT));
  }

  @Test
  void svixHeadersAreTheSame() {
    assertAuthentic(check(SECRET, headers("svix", ID, SENT, V1), BODY, SENT));
  }

  @Test
  void anyListedSignatureOfAKnownVersionIsEnough() {
    String listed = "v9,xyz v1,AAAA v1a,AAAA garbage " + V1;
    assertAuthentic(check(SECRET, headers("webhook", ID, SENT, listed), BODY, SENT));
  }

  @Test
  void aSignatureOfAnotherVersionsKeyIsWrong() {
    assertRefused(Proof.Cause.WRONG, check(SECRET, headers("webhook", ID, SENT, V1A), BODY, SENT));
    assertRefused(
        Proof.Cause.WRONG, check(PUBLIC_KEY, headers("webhook", ID, SENT, V1), BODY, SENT));
  }

  @Test
  void oneByteOfAnythingSignedMakesItWrong() {
    assertRefused(
        Proof.Cause.WRONG, check(SECRET, headers("webhook", ID, SENT, V1), BODY + " ", SENT));
    assertRefused(
        Proof.Cause.WRONG, check(SECRET, headers("webhook", ID + "x", SENT, V1), BODY, SENT));
    assertRefused(
        Proof.Cause.WRONG, check(SECRET, headers("webhook", ID, SENT + 1, V1), BODY, SENT));
    assertRefused(
        Proof.Cause.WRONG, check(SECRET, headers("webhook", "a.b", SENT, V1), BODY, SENT));
  }

  @Test
  void aTimestampIsToBeNearNowInBothDirections() {
    Map<String, String> headers = headers("webhook", ID, SENT, V1);
    assertAuthentic(check(SECRET, headers, BODY, SENT + 300));
    assertAuthentic(check(SECRET, headers, BODY, SENT - 300));
    assertRefused(Proof.Cause.STALE, check(SECRET, headers, BODY, SENT + 301));
    assertRefused(Proof.Cause.FUTURE, check(SECRET, headers, BODY, SENT - 301));
  }

  @Test
  void withoutOneOfTheHeadersItIsMissing() {
    assertRefused(
        Proof.Cause.MISSING,
        check(SECRET, Map.of("webhook-id", ID, "webhook-signature", V1), BODY, SENT));
  }

  @Test
  void aKeyThatIsNoneStopsTheStartWithoutBeingShown() {
    assertThatThrownBy(() -> new StandardWebhookKeys(List.of("whsec_***")))
        .hasMessage("A Standard Webhooks secret is not Base64");
    assertThatThrownBy(() -> new StandardWebhookKeys(List.of("whpk_AAAA")))
        .hasMessage("A Standard Webhooks key has fewer than 32 bytes");
  }

  private static Map<String, String> headers(
      String prefix, String id, long sent, String signature) {
    return Map.of(
        prefix + "-id", id,
        prefix + "-timestamp", Long.toString(sent),
        prefix + "-signature", signature);
  }

  private static Proof check(
      String key, Map<String, String> headers, String body, long nowSeconds) {
    return StandardWebhookSignature.check(
        new StandardWebhookKeys(List.of(key)),
        new SignedRequest(
            "POST",
            "https://leads.example.com/",
            new RequestHeaders(headers),
            body.getBytes(StandardCharsets.UTF_8)),
        Instant.ofEpochSecond(nowSeconds));
  }

  private static void assertAuthentic(Proof proof) {
    assertThat(proof).isInstanceOf(Proof.Authentic.class);
  }

  private static void assertRefused(Proof.Cause cause, Proof proof) {
    assertThat(proof)
        .isInstanceOfSatisfying(
            Proof.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(cause));
  }
}
