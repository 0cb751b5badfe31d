package dev.leadline.intake.verification;

import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Proof by a secret that is sent along: bearer tokens, API keys and Segment's write keys.
public final class SharedSecret {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private SharedSecret() {}

  /// The source whose secret it is; all are compared, in constant time.
  public static Optional<Source> holder(List<Source> sources, String sent) {
    Optional<Source> holder = Optional.empty();
    for (Source source : sources) {
      if (source.secrets().stream().anyMatch(secret -> Digests.same(secret, sent))) {
        holder = Optional.of(source);
      }
    }
    return holder;
  }

  /// The token of `Authorization: Bearer` (RFC 6750).
  public static Optional<String> bearer(RequestHeaders headers) {
    return credentials(headers, BEARER);
  }

  /// The user name of `Authorization: Basic`, where Segment puts the write key; the colon behind it
  /// may be missing.
  public static Optional<String> basicUser(RequestHeaders headers) {
    return credentials(headers, BASIC)
        .map(encoded -> new String(Digests.base64(encoded), StandardCharsets.UTF_8))
        .map(pair -> pair.indexOf(':') < 0 ? pair : pair.substring(0, pair.indexOf(':')))
        .filter(user -> !user.isEmpty());
  }

  private static Optional<String> credentials(RequestHeaders headers, String scheme) {
    return headers
        .get("authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).strip())
        .filter(value -> !value.isEmpty());
  }
}
