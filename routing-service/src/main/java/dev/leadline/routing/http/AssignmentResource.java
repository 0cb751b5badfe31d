package dev.leadline.routing.http;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.routing.application.AssignmentDesk;
import dev.leadline.routing.application.AssignmentDesk.Answer;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingInput;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who has a lead, and what people do about it.
@Path("/api/leads/{id}/assignment")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class AssignmentResource {
  private final AssignmentDesk desk;
  private final SecurityIdentity caller;

  AssignmentResource(AssignmentDesk desk, SecurityIdentity caller) {
    this.desk = desk;
    this.caller = caller;
  }

  /// What may be said with a request.
  ///
  /// @param rep on whose behalf; the caller acts as operator when it is left out
  /// @param to whom to give the lead
  public record Words(@Nullable String rep, @Nullable String reason, @Nullable String to) {
    static final Words NONE = new Words(null, null, null);
  }

  @GET
  @RolesAllowed(Role.VIEWER)
  public AssignmentView find(@PathParam("id") LeadId lead) {
    return desk.find(lead).map(AssignmentView::of).orElseThrow(() -> unknown(lead));
  }

  @POST
  @Path("accept")
  @RolesAllowed(Role.OPERATOR)
  public AssignmentView accept(@PathParam("id") LeadId lead, @Nullable Words words) {
    Words said = Objects.requireNonNullElse(words, Words.NONE);
    Actor actor = actor(said);
    return ask(lead, new RoutingInput.Accept(actor, said.rep()), actor);
  }

  @POST
  @Path("decline")
  @RolesAllowed(Role.OPERATOR)
  public AssignmentView decline(@PathParam("id") LeadId lead, @Nullable Words words) {
    Words said = Objects.requireNonNullElse(words, Words.NONE);
    Actor actor = actor(said);
    return ask(lead, new RoutingInput.Decline(actor, said.rep(), reason(said)), actor);
  }

  @POST
  @Path("reassign")
  @RolesAllowed(Role.OPERATOR)
  public AssignmentView reassign(@PathParam("id") LeadId lead, @Nullable Words words) {
    Words said = Objects.requireNonNullElse(words, Words.NONE);
    Actor actor = actor(said);
    return ask(lead, new RoutingInput.Move(actor, said.to(), reason(said)), actor);
  }

  private AssignmentView ask(LeadId lead, RoutingInput input, Actor actor) {
    return switch (desk.ask(lead, input, UUID.randomUUID(), actor)) {
      case Answer.Done(LeadRouting known) -> AssignmentView.of(known);
      case Answer.Refused(LeadRouting known, String why) ->
          throw Problem.conflict("Lead " + lead + " " + why)
              .with("assignment", AssignmentView.of(known));
      case Answer.Unknown _ -> throw unknown(lead);
    };
  }

  private Actor actor(Words said) {
    return said.rep() == null
        ? new Actor(Actor.Kind.OPERATOR, caller.getPrincipal().getName())
        : new Actor(Actor.Kind.REP, said.rep());
  }

  private static String reason(Words said) {
    return Objects.requireNonNullElse(said.reason(), "");
  }

  private static Problem unknown(LeadId lead) {
    return Problem.notFound("Lead " + lead + " is not known to routing");
  }
}
