package dev.leadline.intake.http;

import dev.leadline.http.Page;
import dev.leadline.http.PageRequest;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.intake.application.Quarantine;
import dev.leadline.intake.application.Quarantine.Held;
import dev.leadline.intake.application.ReleaseQuarantined;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Authentic deliveries that could not be used.
@Path("/api/quarantine")
@Tag(name = "Quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class QuarantineResource {
  private final Quarantine quarantine;
  private final ReleaseQuarantined release;

  QuarantineResource(Quarantine quarantine, ReleaseQuarantined release) {
    this.quarantine = quarantine;
    this.release = release;
  }

  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "Lists quarantined deliveries, the newest first, without their content")
  public Page<Held> list(
      @QueryParam("source") @Nullable String source,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    UUID after = page.after().map(position -> uuid("Cursor position", position)).orElse(null);
    return Page.of(
        page, quarantine.list(source, reason, after, page.fetch()), held -> held.id().toString());
  }

  @POST
  @Path("/{id}/release")
  @RolesAllowed(Role.OPERATOR)
  @Operation(
      summary = "Drives a quarantined delivery through the inbox again",
      description = "202 also when that was done before; then nothing happens.")
  public Response release(@PathParam("id") String id) {
    UUID quarantined = uuid("Quarantine id", id);
    return switch (release.release(quarantined)) {
      case RELEASED -> Response.accepted(new Released(quarantined, true)).build();
      case RELEASED_BEFORE -> Response.accepted(new Released(quarantined, false)).build();
      case UNKNOWN -> throw Problem.notFound("There is no quarantined delivery " + quarantined);
    };
  }

  /// @param now whether it was this request that released it
  public record Released(UUID id, boolean now) {}

  private static UUID uuid(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(what + " '" + text + "' is not a UUID");
    }
  }
}
