package dev.leadline.routing.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.application.RosterDesk.Board;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// The pools, who is in them, and how the leads are shared.
@Path("/api/pools")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class PoolResource {
  private final RosterDesk desk;

  PoolResource(RosterDesk desk) {
    this.desk = desk;
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
}
