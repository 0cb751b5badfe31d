package dev.leadline.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Knows a caller by the bearer token (RFC 6750) of the request. A person who follows a link to
/// read may give it to the browser as a password (RFC 7617), whatever the user name; to change
/// something that is not enough, since a browser would send it for any page. Asked only where a
/// role is needed, so that senders with a proof of their own pass.
@Singleton
public class BearerAuthentication implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final AccessTokensFile tokens;

  BearerAuthentication(AccessTokensFile tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    Optional<String> token = token(context.request());
    if (token.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    return tokens
        .current()
        .holderOf(token.get())
        .map(holder -> Uni.createFrom().item(identity(holder)))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  private static Optional<String> token(HttpServerRequest request) {
    String sent = Objects.requireNonNullElse(request.getHeader(HttpHeaderNames.AUTHORIZATION), "");
    return after(BEARER, sent)
        .or(() ->
            READING.contains(request.method().name())
                ? after(BASIC, sent).map(BearerAuthentication::password)
                : Optional.empty());
  }

  private static Optional<String> after(String scheme, String sent) {
    return sent.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(sent.substring(scheme.length()).strip())
        : Optional.empty();
  }

  /// Empty, which nobody holds, when it cannot be read.
  private static String password(String credentials) {
    try {
      String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return both.substring(both.indexOf(':') + 1);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /// What a caller without a token is told to send. The way for browsers comes first, for some look
  /// no further.
  static String challenge(String method) {
    return READING.contains(method)
        ? "Basic realm=\"leadline\", Bearer realm=\"leadline\""
        : "Bearer realm=\"leadline\"";
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(),
                HttpHeaderNames.WWW_AUTHENTICATE,
                challenge(context.request().method().name())));
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.AUTHORIZATION, BEARER.strip()));
  }

  private static SecurityIdentity identity(AccessTokens.Holder holder) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(holder.name()))
        .addRoles(holder.roles())
        .build();
  }
}
