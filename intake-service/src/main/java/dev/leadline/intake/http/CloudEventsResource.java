package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.delivery.Sources;
import dev.leadline.intake.verification.SharedSecret;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 by the HTTP binding (binary, structured, batched) and the webhook specification.
/// The bearer token names the source.
@Path("/events")
@Tag(name = "Senders")
@Produces(MediaType.APPLICATION_JSON)
public class CloudEventsResource {
  private static final String DOOR = SourceKind.CLOUDEVENTS.id();

  private final Sources sources;
  private final Doorkeeper doorkeeper;

  CloudEventsResource(Sources sources, Doorkeeper doorkeeper) {
    this.sources = sources;
    this.doorkeeper = doorkeeper;
  }

  @POST
  @NonBlocking
  @Operation(summary = "Takes CloudEvents", description = "202 once they are durable.")
  public Uni<Response> receive(
      @Context HttpHeaders httpHeaders,
      @QueryParam("access_token") @Nullable String accessToken,
      byte @Nullable [] sent) {
    RequestHeaders headers = RequestContext.headers(httpHeaders);
    byte[] body = RequestContext.body(sent);
    Source source = source(SharedSecret.bearer(headers).or(() -> Optional.ofNullable(accessToken)));
    List<Part> parts;
    try {
      parts = CloudEventParts.of(headers, body);
    } catch (Problem problem) {
      throw doorkeeper.refused(
          source.id(), problem.status() == 415 ? "wrong_type" : "invalid", problem);
    }
    return doorkeeper.take(
        source, body, parts, delivery -> WebhookResource.accepted(delivery, parts.size()));
  }

  /// The handshake before the first delivery: consents to whoever asks, for each delivery has to
  /// prove itself. A callback URL is not called, since that would let strangers have us call it.
  @OPTIONS
  @NonBlocking
  @Operation(summary = "Answers the handshake of CloudEvents webhooks")
  public Response consent(
      @HeaderParam("WebHook-Request-Origin") @Nullable String origin,
      @HeaderParam("WebHook-Request-Rate") @Nullable String rate) {
    Response.ResponseBuilder answer = Response.ok().header("Allow", "POST, OPTIONS");
    if (origin != null) {
      answer.header("WebHook-Allowed-Origin", origin);
    }
    if (origin != null && rate != null) {
      answer.header("WebHook-Allowed-Rate", "*");
    }
    return answer.build();
  }

  private Source source(Optional<String> token) {
    return token
        .flatMap(sent -> SharedSecret.holder(sources.of(SourceKind.CLOUDEVENTS), sent))
        .orElseThrow(
            () -> doorkeeper.unknownSender(DOOR, "The request has no bearer token of a source"));
  }
}
