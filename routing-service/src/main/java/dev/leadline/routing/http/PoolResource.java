package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.application.RosterDesk.Board;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        .orElseThrow(() -> Problem.notFound("Pool '" + id + "' is not in the policy"));
  }

  /// What was changed about a pool at run time, by whom; the latest first.
  @GET
  @Path("{id}/changes")
  public List<Past<PoolDefinition>> changes(@PathParam("id") String id) {
    return desk.poolHistory(known(id));
  }

  /// Changes a pool in place of what the policy says, from the moment it is answered.
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR)
  public PoolView define(@PathParam("id") String id, @Nullable PoolBody body) {
    Board board = desk.board(known(id));
    if (body == null) {
      throw Problem.badRequest("Pool '" + id + "' was not changed: the body is empty");
    }
    Set<String> reps =
        board.roster().reps().stream().map(rep -> rep.rep().id()).collect(Collectors.toSet());
    desk.define(id, body.definition(id, desk.policy(), reps), UUID.randomUUID(), name());
    return one(id);
  }

  /// Makes a pool be as the policy says again.
  @DELETE
  @Path("{id}")
  @RolesAllowed(Role.OPERATOR)
  public void remove(@PathParam("id") String id) {
    if (!desk.removeDefinition(known(id), UUID.randomUUID(), name())) {
      throw Problem.notFound("Pool '" + id + "' was not changed: it is as the policy says");
    }
  }

  private String known(String id) {
    if (!desk.policy().routing().pools().containsKey(id)) {
      throw Problem.notFound("Pool '" + id + "' is not in the policy");
    }
    return id;
  }

  private String name() {
    return caller.getPrincipal().getName();
  }
}
