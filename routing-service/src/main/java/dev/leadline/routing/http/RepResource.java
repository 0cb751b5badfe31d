package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RosterEntry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The people who get leads. A change counts from the moment it is answered.
@Path("/api/reps")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class RepResource {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final RosterDesk desk;
  private final SecurityIdentity caller;
  private final InstantSource clock;

  RepResource(RosterDesk desk, SecurityIdentity caller, InstantSource clock) {
    this.desk = desk;
    this.caller = caller;
    this.clock = clock;
  }

  /// Whether a rep takes leads.
  ///
  /// @param state `active`, `paused` or `on-leave`
  /// @param until when the rep is active again by itself; left out when somebody will say so
  public record Availability(@Nullable String state, @Nullable Instant until) {}

  @GET
  @RolesAllowed(Role.VIEWER)
  public List<RepView> all() {
    return desk.reps().stream().map(RepView::of).toList();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Role.VIEWER)
  public RepView find(@PathParam("id") String id) {
    return RepView.of(known(id));
  }

  /// What was changed about a rep at run time, by whom; the latest first.
  @GET
  @Path("{id}/changes")
  @RolesAllowed(Role.VIEWER)
  public List<Past<RosterEntry>> changes(@PathParam("id") String id) {
    return desk.history(id);
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Role.OPERATOR)
  public RepView define(@PathParam("id") String id, @Nullable RepBody body) {
    checkId("Rep", id);
    if (body == null) {
      throw Problem.badRequest("Rep '" + id + "' was not changed: the body is empty");
    }
    desk.define(id, body.definition(id, desk.policy(), poolIds()), UUID.randomUUID(), name());
    return find(id);
  }

  @PUT
  @Path("{id}/availability")
  @RolesAllowed(Role.OPERATOR)
  public RepView declare(@PathParam("id") String id, @Nullable Availability body) {
    known(id);
    Presence presence = presence(id, body == null ? null : body.state());
    Instant until = body == null ? null : body.until();
    if (until != null && (presence == Presence.ACTIVE || !until.isAfter(clock.instant()))) {
      throw Problem.badRequest(
          "Availability of rep '"
              + id
              + "' was not changed: until is "
              + (presence == Presence.ACTIVE ? "given for state 'active'" : "not in the future"));
    }
    desk.declare(id, presence, until, UUID.randomUUID(), name());
    return find(id);
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Role.OPERATOR)
  public void remove(@PathParam("id") String id) {
    desk.remove(known(id).rep(), UUID.randomUUID(), name());
  }

  /// Refuses an id that reps and pools cannot have.
  ///
  /// @param what of which it is to be the id, as a message begins
  static void checkId(String what, String id) {
    if (!ID.matcher(id).matches()) {
      throw Problem.badRequest(what + " id '" + id + "' is not of the form " + ID);
    }
  }

  private RosterDesk.RepView known(String id) {
    return desk.rep(id).orElseThrow(() -> Problem.notFound("Rep '" + id + "' is not known"));
  }

  private Set<String> poolIds() {
    return desk.roster().pools().stream().map(Pool::id).collect(Collectors.toSet());
  }

  private String name() {
    return caller.getPrincipal().getName();
  }

  private static Presence presence(String id, @Nullable String state) {
    return Arrays.stream(Presence.values())
        .filter(presence -> RepView.label(presence).equals(state))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest(
                "Availability of rep '"
                    + id
                    + "' was not changed: state is "
                    + (state == null ? "missing" : "'" + state + "'")
                    + ", not one of "
                    + Arrays.stream(Presence.values())
                        .map(RepView::label)
                        .collect(Collectors.joining(", "))));
  }
}
