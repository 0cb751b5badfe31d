package dev.leadline.intake.verification;

import static dev.leadline.intake.verification.Digests.utf8;

import dev.leadline.intake.delivery.RequestHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Signatures of Standard Webhooks 1.0.0, `v1` and `v1a`; also under Svix' header names, which are
/// preferred when both are sent, as its own library does.
public final class StandardWebhookSignature {
  private static final Pattern SPACES = Pattern.compile(" +");

  private StandardWebhookSignature() {}

  /// The delivery's id, which a repeat has too; empty when none was sent.
  public static Optional<String> id(RequestHeaders headers) {
    return header(headers, "id");
  }

  /// Authentic if any listed signature of a known version matches, so that a sender can change its
  /// key without a gap.
  public static Proof check(StandardWebhookKeys keys, SignedRequest request, Instant now) {
    RequestHeaders headers = request.headers();
    Optional<String> id = id(headers);
    Optional<String> timestamp = header(headers, "timestamp");
    Optional<String> signatures = header(headers, "signature");
    if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
      return Proof.missing("The request lacks webhook-id, webhook-timestamp or webhook-signature");
    }
    if (id.get().indexOf('.') >= 0) {
      return Proof.wrong("The webhook-id contains a dot");
    }
    Optional<Instant> sentAt = epochSeconds(timestamp.get());
    if (sentAt.isEmpty()) {
      return Proof.wrong("The webhook-timestamp is not a number of seconds");
    }
    byte[] head = utf8(id.get() + "." + timestamp.get() + ".");
    boolean matches = false;
    for (String signature : SPACES.split(signatures.get().strip(), -1)) {
      matches |= matches(keys, signature, head, request.body());
    }
    if (!matches) {
      return Proof.wrong("No webhook-signature matches");
    }
    return Tolerance.refusal(sentAt.get(), now)
        .<Proof>map(refused -> refused)
        .orElseGet(Proof.Authentic::new);
  }

  private static boolean matches(
      StandardWebhookKeys keys, String signature, byte[] head, byte[] body) {
    int comma = signature.indexOf(',');
    if (comma < 0) {
      return false;
    }
    byte[] bytes = Digests.base64(signature.substring(comma + 1));
    return switch (signature.substring(0, comma)) {
      case "v1" -> keys.makesV1(bytes, head, body);
      case "v1a" -> keys.belongsToV1a(bytes, head, body);
      default -> false;
    };
  }

  private static Optional<String> header(RequestHeaders headers, String name) {
    return headers
        .get("svix-" + name)
        .or(() -> headers.get("webhook-" + name))
        .filter(value -> !value.isBlank());
  }

  private static Optional<Instant> epochSeconds(String text) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.strip())));
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
