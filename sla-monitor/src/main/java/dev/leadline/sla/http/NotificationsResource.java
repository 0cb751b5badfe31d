package dev.leadline.sla.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Page;
import dev.leadline.http.PageRequest;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.Notifications;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Notifications.State;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// What people were told, or could not be told.
@Path("/api/notifications")
@Blocking
public class NotificationsResource {
  private final Notifications notifications;
  private final SecurityIdentity caller;
  private final InstantSource time;

  NotificationsResource(Notifications notifications, SecurityIdentity caller, InstantSource time) {
    this.notifications = notifications;
    this.caller = caller;
    this.time = time;
  }

  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "Notifications, newest first, by state, channel and lead")
  public Page<NotificationView> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("channel") @Nullable String channel,
      @QueryParam("lead") @Nullable LeadId lead,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    List<Kept> found =
        notifications.list(
            new Notifications.Query(
                Words.constant(State.class, "State", state),
                channel,
                lead,
                page.after().map(after -> Words.id("Notification", after)).orElse(null),
                page.fetch()));
    return Page.of(
        page, found.stream().map(NotificationView::of).toList(), view -> view.id().toString());
  }

  @POST
  @Path("/{id}/acknowledge")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "A person sees to it: it is not said again")
  public NotificationView acknowledge(@PathParam("id") String id) {
    return answer(
        id,
        "acknowledged",
        notifications.acknowledge(
            notification(id), caller.getPrincipal().getName(), time.instant()));
  }

  @POST
  @Path("/{id}/retry")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Sends now what waits or was given up")
  public NotificationView retry(@PathParam("id") String id) {
    return answer(id, "retried", notifications.retry(notification(id), time.instant()));
  }

  @POST
  @Path("/channels/{channel}/enable")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Switches a channel on again whose receiver wanted no more")
  public void enable(@PathParam("channel") String channel) {
    if (!notifications.enable(channel)) {
      throw Problem.conflict("Channel '" + channel + "' not switched on: it is not off");
    }
  }

  private static UUID notification(String id) {
    return Words.id("Notification", id);
  }

  private static NotificationView answer(String id, String attempted, Optional<Kept> found) {
    return found
        .map(NotificationView::of)
        .orElseThrow(() ->
            Problem.notFound("Notification '%s' not %s: there is none".formatted(id, attempted)));
  }
}
