package dev.leadline.intake.verification;

import static dev.leadline.intake.verification.Digests.utf8;

import dev.leadline.intake.delivery.RequestHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HubSpot's request signatures, versions 1 to 3, as `@hubspot/api-client` makes them.
///
/// HubSpot sends v1 and v3 together; where v3 is there it alone decides, since only v3 proves when
/// the request was made. A sender that has only v1 or v2 is believed without a time.
public final class HubSpotSignature {
  private static final String V3 = "x-hubspot-signature-v3";
  private static final String TIMESTAMP = "x-hubspot-request-timestamp";
  private static final String V1_OR_V2 = "x-hubspot-signature";
  private static final String VERSION = "x-hubspot-signature-version";

  /// What HubSpot decodes in the query before it signs, and nothing else.
  private static final Pattern DECODED =
      Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

  private HubSpotSignature() {}

  /// @param secrets the client secrets of the app, any of which may have been used
  public static Proof check(List<String> secrets, SignedRequest request, Instant now) {
    RequestHeaders headers = request.headers();
    Optional<String> v3 = headers.get(V3);
    if (v3.isPresent()) {
      return checkV3(secrets, request, v3.get(), now);
    }
    Optional<String> signature = headers.get(V1_OR_V2);
    if (signature.isEmpty()) {
      return Proof.missing("The request has no HubSpot signature header");
    }
    String version = headers.get(VERSION).orElse("v1");
    return switch (version) {
      case "v1" -> checkHash(secrets, signature.get(), secret -> hash(secret, request.body()));
      case "v2" ->
          checkHash(
              secrets,
              signature.get(),
              secret ->
                  Digests.sha256(
                      utf8(secret), utf8(request.method()), utf8(request.url()), request.body()));
      default -> Proof.wrong("The HubSpot signature is of a version other than v1, v2 and v3");
    };
  }

  private static Proof checkV3(
      List<String> secrets, SignedRequest request, String signature, Instant now) {
    Optional<String> timestamp = request.headers().get(TIMESTAMP);
    if (timestamp.isEmpty()) {
      return Proof.missing("The request has no HubSpot timestamp header");
    }
    Optional<Instant> sentAt = epochMillis(timestamp.get());
    if (sentAt.isEmpty()) {
      return Proof.wrong("The HubSpot timestamp is not a number of milliseconds");
    }
    byte[] target = utf8(request.method() + decoded(request.url()));
    Predicate<String> matches =
        secret ->
            Digests.sameBase64(
                Digests.hmac(utf8(secret), target, request.body(), utf8(timestamp.get())),
                signature);
    if (secrets.stream().noneMatch(matches)) {
      return Proof.wrong("The HubSpot v3 signature does not match");
    }
    return Tolerance.refusal(sentAt.get(), now)
        .<Proof>map(refused -> refused)
        .orElseGet(Proof.Authentic::new);
  }

  private static Proof checkHash(
      List<String> secrets, String signature, Function<String, byte[]> hash) {
    return secrets.stream().anyMatch(secret -> Digests.sameHex(hash.apply(secret), signature))
        ? new Proof.Authentic()
        : Proof.wrong("The HubSpot signature does not match");
  }

  private static byte[] hash(String secret, byte[] body) {
    return Digests.sha256(utf8(secret), body);
  }

  private static String decoded(String url) {
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    int query = whole.indexOf('?');
    if (query < 0) {
      return whole;
    }
    String decodedQuery =
        DECODED
            .matcher(whole.substring(query))
            .replaceAll(escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    return whole.substring(0, query) + decodedQuery;
  }

  private static Optional<Instant> epochMillis(String text) {
    try {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text.strip())));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
