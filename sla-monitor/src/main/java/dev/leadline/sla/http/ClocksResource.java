package dev.leadline.sla.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.ReadClocks;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The clocks of a lead.
@Path("/api/leads/{id}/clocks")
@Blocking
@RolesAllowed(Role.VIEWER)
public class ClocksResource {
  private final ReadClocks clocks;

  ClocksResource(ReadClocks clocks) {
    this.clocks = clocks;
  }

  public record ClocksView(LeadId lead, List<ClockView> clocks) {}

  @GET
  @Operation(summary = "The clocks of a lead as they stand now")
  public ClocksView clocks(@PathParam("id") LeadId id) {
    return clocks
        .of(id)
        .map(readings -> new ClocksView(id, readings.stream().map(ClockView::of).toList()))
        .orElseThrow(
            () -> Problem.notFound("Clocks of lead '" + id + "' not read: the lead is not known"));
  }
}
