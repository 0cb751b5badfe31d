package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.Part;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.delivery.Sources;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Segment's tracking API, as the SDKs of Segment and RudderStack speak it. The content type is not
/// looked at: RudderStack sends gzipped JSON as a form.
@Path("/v1/{call: track|identify|page|screen|group|alias|batch}")
@Tag(name = "Senders")
@Produces(MediaType.APPLICATION_JSON)
public class TrackingResource {
  private static final String DOOR = SourceKind.SEGMENT.id();

  private final Sources sources;
  private final Doorkeeper doorkeeper;

  TrackingResource(Sources sources, Doorkeeper doorkeeper) {
    this.sources = sources;
    this.doorkeeper = doorkeeper;
  }

  @POST
  @NonBlocking
  @Operation(
      summary = "Takes messages of Segment's tracking API",
      description = "200 with success once they are durable; 400 for what is no JSON or too large.")
  public Uni<Response> receive(
      @PathParam("call") String call, @Context HttpHeaders httpHeaders, byte @Nullable [] sent) {
    RequestHeaders headers = RequestContext.headers(httpHeaders);
    byte[] raw = RequestContext.body(sent);
    Optional<Source> byHeader = byHeader(headers);
    try {
      byte[] body = inflated(headers, raw);
      Payload request = byHeader.isPresent() ? TrackingMessages.read(body) : Parts.object(body);
      Source source = byHeader.or(() -> byBody(request)).orElseThrow(this::unknown);
      List<Part> parts = TrackingMessages.split(call, body, request);
      return doorkeeper.take(source, raw, parts, _ -> Response.ok(Map.of("success", true)).build());
    } catch (Problem problem) {
      if (problem.status() == 400 || problem.status() == 413) {
        throw doorkeeper.refused(byHeader.map(Source::id).orElse(DOOR), "invalid", problem);
      }
      throw problem;
    }
  }

  /// By Basic, or a bearer token that is the write key; with any other bearer token the body names
  /// the write key.
  private Optional<Source> byHeader(RequestHeaders headers) {
    List<Source> candidates = sources.of(SourceKind.SEGMENT);
    Optional<String> writeKey = SharedSecret.basicUser(headers);
    if (writeKey.isPresent()) {
      return Optional.of(
          SharedSecret.holder(candidates, writeKey.get()).orElseThrow(this::unknown));
    }
    return SharedSecret.bearer(headers).flatMap(token -> SharedSecret.holder(candidates, token));
  }

  private Optional<Source> byBody(Payload request) {
    return request
        .text("writeKey")
        .flatMap(writeKey -> SharedSecret.holder(sources.of(SourceKind.SEGMENT), writeKey));
  }

  private Problem unknown() {
    return doorkeeper.unknownSender(DOOR, "The request has no write key of a source");
  }

  private static byte[] inflated(RequestHeaders headers, byte[] body) {
    return headers.get("content-encoding").filter("gzip"::equalsIgnoreCase).isPresent()
        ? Gzip.inflate(body)
        : body;
  }
}
