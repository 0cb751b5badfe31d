package dev.leadline.stack.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The proofs that vendors put on their deliveries, made on the sender's side.
final class Signatures {
  private Signatures() {}

  /// HubSpot v3: HMAC-SHA256 over method, URL, body and the timestamp in milliseconds, in Base64.
  static String hubSpotV3(String secret, String method, String url, String body, long timestampMs) {
    return Base64.getEncoder()
        .encodeToString(hmac(secret.getBytes(UTF_8), method + url + body + timestampMs));
  }

  /// Standard Webhooks v1: HMAC-SHA256 over id, timestamp in seconds and body, in Base64 behind the
  /// version.
  static String standardWebhooksV1(String secret, String id, long timestampSeconds, String body) {
    byte[] key =
        Base64.getDecoder()
            .decode(secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret);
    return "v1,"
        + Base64.getEncoder().encodeToString(hmac(key, id + "." + timestampSeconds + "." + body));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
