package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.application.RosterDesk.Board;
import dev.leadline.routing.application.RosterDesk.PoolChange;
import dev.leadline.routing.roster.HandingOn;
import dev.leadline.routing.roster.PoolDefinition;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The pools, who is in them, and how the leads are shared.
@Path("/api/pools")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class PoolResource {
  private final RosterDesk desk;
  private final SecurityIdentity caller;

  PoolResource(RosterDesk desk, SecurityIdentity caller) {
    this.desk = desk;
    this.caller = caller;
  }

  @GET
  public List<PoolView> all() {
    Board board = desk.board(null);
    return board.roster().pools().stream().map(pool -> PoolView.summaryOf(pool, board)).toList();
  }

  @GET
  @Path("{id}")
  public PoolView one(@PathParam("id") String id) {
    Board board = desk.board(id);
    return board
        .roster()
        .pool(id)
        .map(pool -> PoolView.of(pool, board))
        .orElseThrow(() -> unknown(id));
  }

  /// What was changed about a pool at run time, by whom; the latest first. Tells of one that is
  /// gone too.
  @GET
  @Path("{id}/changes")
  public List<Past<PoolDefinition>> changes(@PathParam("id") String id) {
    List<Past<PoolDefinition>> changes = desk.poolHistory(id);
    if (changes.isEmpty() && desk.roster().pool(id).isEmpty()) {
      throw unknown(id);
    }
    return changes;
  }

  /// Says what a pool is to be, in place of what the policy says or beside it, from the moment it
  /// is answered.
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR)
  public PoolView define(@PathParam("id") String id, @Nullable PoolBody body) {
    RepResource.checkId("Pool", id);
    if (body == null) {
      throw Problem.badRequest("Pool '" + id + "' was not changed: the body is empty");
    }
    PoolDefinition definition = body.definition(id, desk.policy(), desk.roster());
    return switch (desk.define(id, definition, UUID.randomUUID(), name())) {
      case PoolChange.Made _, PoolChange.Unchanged _ -> one(id);
      case PoolChange.Refused(String why) ->
          throw Problem.conflict("Pool '" + id + "' was not changed: " + why);
    };
  }

  /// Makes a pool be as the policy says again, or ends one that the policy does not have.
  @DELETE
  @Path("{id}")
  @RolesAllowed(Role.OPERATOR)
  public void remove(@PathParam("id") String id) {
    switch (desk.removeDefinition(id, UUID.randomUUID(), name())) {
      case PoolChange.Made _ -> {}
      case PoolChange.Refused(String why) ->
          throw Problem.conflict("Pool '" + id + "' was not removed: " + why);
      case PoolChange.Unchanged _ -> throw unchanged(id);
    }
  }

  /// A pool of the policy stays: it goes with the policy alone, which says what leads to it.
  private Problem unchanged(String id) {
    if (!desk.roster().isOfPolicy(id)) {
      return unknown(id);
    }
    return Problem.conflict(
        "Pool '"
            + id
            + "' was not removed: it is the policy's, and "
            + HandingOn.ways(desk.policy().routing(), id)
            + "; take it out of the policy");
  }

  private static Problem unknown(String id) {
    return Problem.notFound("Pool '" + id + "' is not known");
  }

  private String name() {
    return caller.getPrincipal().getName();
  }
}
