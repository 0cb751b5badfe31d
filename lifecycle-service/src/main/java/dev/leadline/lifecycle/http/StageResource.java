package dev.leadline.lifecycle.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.lifecycle.application.ReadStage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// Where a lead is in the funnel.
@Path("/api/leads/{id}/stage")
@Produces(MediaType.APPLICATION_JSON)
public class StageResource {
  private final ReadStage readStage;

  StageResource(ReadStage readStage) {
    this.readStage = readStage;
  }

  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "The stage of a lead, since when, and every visit before")
  public ReadStage.Answer stage(@RestPath LeadId id) {
    return readStage
        .of(id)
        .orElseThrow(() -> Problem.notFound("Lead '" + id + "' has no stage: it is not known"));
  }
}
