package dev.leadline.intake;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends deliveries as the vendors of the test's sources do.
final class Deliveries {
  static final String HUBSPOT_SECRET = "lead-router-hubspot-test-secret";
  static final String HUBSPOT_URL = "https://leads.example.com/hooks/hubspot";
  static final String WEBHOOK_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final RestAssuredConfig AS_IS =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY));

  private Deliveries() {}

  static Response hubSpot(String body) {
    return hubSpot(body.getBytes(StandardCharsets.UTF_8), Instant.now());
  }

  static Response hubSpot(byte[] body, Instant at) {
    String timestamp = Long.toString(at.toEpochMilli());
    String signature =
        hmac(
            HUBSPOT_SECRET.getBytes(StandardCharsets.UTF_8),
            ("POST" + HUBSPOT_URL).getBytes(StandardCharsets.UTF_8),
            body,
            timestamp.getBytes(StandardCharsets.UTF_8));
    return post(
        "/webhooks/hubspot",
        "application/json",
        Map.of("X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", timestamp),
        body);
  }

  static String hubSpotProperty(long objectId, String name, String value, Instant at) {
    return """
    {"eventId":%d,"subscriptionId":25,"portalId":33,"appId":1160452,"occurredAt":%d,\
    "subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":%d,\
    "propertyName":"%s","propertyValue":"%s","changeSource":"CRM"}\
    """
        .formatted(objectId * 31, at.toEpochMilli(), objectId, name, value);
  }

  static Response webhook(String id, String body) {
    return webhook(id, body.getBytes(StandardCharsets.UTF_8), Instant.now(), "application/json");
  }

  static Response webhook(String id, byte[] body, Instant at, String contentType) {
    String timestamp = Long.toString(at.getEpochSecond());
    String signature =
        hmac(
            Base64.getDecoder().decode(WEBHOOK_SECRET),
            (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8),
            body);
    return post(
        "/webhooks/standard-webhooks",
        contentType,
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", timestamp,
            "webhook-signature", "v1," + signature),
        body);
  }

  static Response segment(String call, String body) {
    return post(
        "/v1/" + call,
        "application/json",
        Map.of("Authorization", "Basic dGVzdFdyaXRlS2V5Og=="),
        body.getBytes(StandardCharsets.UTF_8));
  }

  static Response form(String source, String body) {
    return post(
        "/forms/" + source,
        "application/x-www-form-urlencoded",
        Map.of("X-Api-Key", "form-key"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  static Response cloudEvent(Map<String, String> headers, String contentType, String body) {
    return given()
        .config(AS_IS)
        .headers(headers)
        .header("Authorization", "Bearer events-token")
        .contentType(contentType)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/events");
  }

  static Response post(String path, String contentType, Map<String, String> headers, byte[] body) {
    return given().config(AS_IS).headers(headers).contentType(contentType).body(body).post(path);
  }

  private static String hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
