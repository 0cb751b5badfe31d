package dev.leadline.sla.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.Timeline;
import dev.leadline.sla.timeline.Entry;
import dev.leadline.sla.timeline.Story;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The whole story of a lead.
@Path("/api/leads/{id}/timeline")
@Blocking
@RolesAllowed(Role.VIEWER)
public class TimelineResource {
  private final Timeline timeline;
  private final ObjectMapper mapper;

  TimelineResource(Timeline timeline, ObjectMapper mapper) {
    this.timeline = timeline;
    this.mapper = mapper;
  }

  /// @param mergedInto the lead that goes on in place of this one; null when this one goes on
  public record TimelineView(LeadId lead, @Nullable LeadId mergedInto, List<EntryView> entries) {}

  @GET
  @Operation(
      summary = "The whole story of a lead in order",
      description = "Includes the events of every lead that was merged into it.")
  public TimelineView timeline(@PathParam("id") LeadId id) {
    List<Entry> entries = timeline.entries(id);
    if (entries.isEmpty()) {
      throw Problem.notFound("Timeline of lead '" + id + "' is empty: the lead is not known");
    }
    return new TimelineView(
        id,
        timeline.mergedInto(id).orElse(null),
        Story.inOrder(entries).stream().map(entry -> EntryView.of(entry, mapper)).toList());
  }
}
