package dev.leadline.routing.http;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.routing.application.AssignmentDesk;
import dev.leadline.routing.application.AssignmentDesk.Answer;
import dev.leadline.routing.application.WhyNotDesk;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.explanation.Target;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
  private final WhyNotDesk whyNot;
  private final SecurityIdentity caller;

  AssignmentResource(AssignmentDesk desk, WhyNotDesk whyNot, SecurityIdentity caller) {
    this.desk = desk;
    this.whyNot = whyNot;
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
    return desk.find(lead)
        .map(known -> AssignmentView.of(known.lead(), known.explanation()))
        .orElseThrow(() -> unknown(lead));
  }

  /// Why the lead is not with a rep, or not in a pool.
  @GET
  @Path("why-not")
  @RolesAllowed(Role.VIEWER)
  public WhyNotView whyNot(
      @PathParam("id") LeadId lead,
      @QueryParam("rep") @Nullable String rep,
      @QueryParam("pool") @Nullable String pool) {
    Target target = target(rep, pool);
    return switch (whyNot.ask(lead, target)) {
      case WhyNotDesk.Answer.Found found -> WhyNotView.of(lead, target, found);
      case WhyNotDesk.Answer.There _ -> WhyNotView.there(lead, target);
      case WhyNotDesk.Answer.NoTarget _ ->
          throw Problem.notFound("Asked about " + target.label() + ", which is not known");
      case WhyNotDesk.Answer.NoDecision(LeadRouting known) ->
          throw known == null
              ? unknown(lead)
              : Problem.conflict(
                  "Lead " + lead + " is " + known.standing().label() + ": nothing was decided");
    };
  }

  private static Target target(@Nullable String rep, @Nullable String pool) {
    if (rep != null && pool == null) {
      return new Target.ToRep(rep);
    }
    if (pool != null && rep == null) {
      return new Target.ToPool(pool);
    }
    throw Problem.badRequest("Either rep or pool says where the lead is expected");
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
