package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.delivery.Sources;
import dev.leadline.intake.verification.HubSpotSignature;
import dev.leadline.intake.verification.Proof;
import dev.leadline.intake.verification.SignedRequest;
import dev.leadline.intake.verification.StandardWebhookKeys;
import dev.leadline.intake.verification.StandardWebhookSignature;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Signed webhooks: HubSpot and Standard Webhooks.
@Path("/webhooks/{source}")
@Tag(name = "Senders")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
  private final Sources sources;
  private final Doorkeeper doorkeeper;
  private final Map<String, StandardWebhookKeys> keys;

  WebhookResource(Sources sources, Doorkeeper doorkeeper) {
    this.sources = sources;
    this.doorkeeper = doorkeeper;
    keys =
        sources.of(SourceKind.STANDARD_WEBHOOKS).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Source::id, source -> new StandardWebhookKeys(source.secrets())));
  }

  @POST
  @NonBlocking
  @Operation(
      summary = "Takes a signed delivery",
      description =
          "HubSpot signatures v1, v2 and v3; Standard Webhooks v1 and v1a, also under Svix' header"
              + " names. 202 once the delivery is durable.")
  public Uni<Response> receive(
      @PathParam("source") String id,
      @Context HttpHeaders httpHeaders,
      @Context UriInfo uri,
      byte @Nullable [] sent) {
    Source source = source(id);
    RequestHeaders headers = RequestContext.headers(httpHeaders);
    byte[] body = RequestContext.body(sent);
    SignedRequest request = new SignedRequest("POST", url(source, uri), headers, body);
    if (check(source, request) instanceof Proof.Refused refused) {
      throw doorkeeper.unproven(source, refused);
    }
    requireJson(source, headers);
    List<Part> parts =
        source.kind() == SourceKind.HUBSPOT
            ? Parts.ofHubSpot(body)
            : Parts.ofStandardWebhook(headers, body);
    return doorkeeper.take(source, body, parts, delivery -> accepted(delivery, parts.size()));
  }

  static Response accepted(String delivery, int events) {
    return Response.accepted(new Accepted(delivery, events)).build();
  }

  /// @param delivery by which it is found again in events and logs
  /// @param events how many it was split into
  public record Accepted(String delivery, int events) {}

  private Source source(String id) {
    return sources
        .byId(id)
        .filter(found ->
            found.kind() == SourceKind.HUBSPOT || found.kind() == SourceKind.STANDARD_WEBHOOKS)
        .orElseThrow(() ->
            doorkeeper.refused(
                "unknown",
                "unknown_source",
                Problem.notFound("There is no webhook source '" + id + "'")));
  }

  private Proof check(Source source, SignedRequest request) {
    StandardWebhookKeys standard = keys.get(source.id());
    return standard == null
        ? HubSpotSignature.check(source.secrets(), request, doorkeeper.now())
        : StandardWebhookSignature.check(standard, request, doorkeeper.now());
  }

  private void requireJson(Source source, RequestHeaders headers) {
    String type = headers.mediaType();
    if (!type.isEmpty() && !type.equals(Parts.JSON) && !type.endsWith("+json")) {
      throw doorkeeper.refused(
          source.id(),
          "wrong_type",
          Problem.unsupportedMediaType(
              "Webhook of source '" + source.id() + "' is to be JSON, not '" + type + "'"));
    }
  }

  /// The URL that the sender was told to call, not the one behind a proxy; the query is this
  /// request's own.
  private static String url(Source source, UriInfo uri) {
    String called = uri.getRequestUri().toASCIIString();
    String query = uri.getRequestUri().getRawQuery();
    if (source.url() == null) {
      return called;
    }
    return query == null ? source.url() : source.url() + "?" + query;
  }
}
