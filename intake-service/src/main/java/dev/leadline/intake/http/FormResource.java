package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.delivery.Sources;
import dev.leadline.intake.verification.Proof;
import dev.leadline.intake.verification.SharedSecret;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Forms of a web site, urlencoded or as JSON. A source with a secret wants it in `X-Api-Key` or as
/// a bearer token; one without takes forms from anyone.
@Path("/forms/{source}")
@Tag(name = "Senders")
@Produces(MediaType.APPLICATION_JSON)
public class FormResource {
  private final Sources sources;
  private final Doorkeeper doorkeeper;

  FormResource(Sources sources, Doorkeeper doorkeeper) {
    this.sources = sources;
    this.doorkeeper = doorkeeper;
  }

  @POST
  @NonBlocking
  @Operation(summary = "Takes a filled-in form", description = "202 once it is durable.")
  public Uni<Response> receive(
      @PathParam("source") String id, @Context HttpHeaders httpHeaders, byte @Nullable [] sent) {
    Source source =
        sources
            .byId(id)
            .filter(found -> found.kind() == SourceKind.WEB_FORM)
            .orElseThrow(() ->
                doorkeeper.refused(
                    "unknown",
                    "unknown_source",
                    Problem.notFound("There is no form source '" + id + "'")));
    RequestHeaders headers = RequestContext.headers(httpHeaders);
    byte[] body = RequestContext.body(sent);
    requireSecret(source, headers);
    List<Part> parts = Parts.ofForm(headers, body, contentType(source, headers));
    return doorkeeper.take(
        source, body, parts, delivery -> WebhookResource.accepted(delivery, parts.size()));
  }

  private void requireSecret(Source source, RequestHeaders headers) {
    if (source.secrets().isEmpty()) {
      return;
    }
    Optional<String> secret = headers.get("x-api-key").or(() -> SharedSecret.bearer(headers));
    if (secret.isEmpty()) {
      throw doorkeeper.unproven(
          source, new Proof.Refused(Proof.Cause.MISSING, "The request has no API key"));
    }
    if (SharedSecret.holder(List.of(source), secret.get()).isEmpty()) {
      throw doorkeeper.unproven(
          source, new Proof.Refused(Proof.Cause.WRONG, "The API key is not the source's"));
    }
  }

  private String contentType(Source source, RequestHeaders headers) {
    String type = headers.mediaType();
    if (type.equals(Parts.FORM) || type.equals(Parts.JSON)) {
      return type;
    }
    throw doorkeeper.refused(
        source.id(),
        "wrong_type",
        Problem.unsupportedMediaType(
            "Form of source '"
                + source.id()
                + "' is to be "
                + Parts.FORM
                + " or "
                + Parts.JSON
                + ", not '"
                + type
                + "'"));
  }
}
