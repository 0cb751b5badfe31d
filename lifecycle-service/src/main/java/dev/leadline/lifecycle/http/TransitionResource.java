package dev.leadline.lifecycle.http;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.lifecycle.application.AskTransition;
import dev.leadline.lifecycle.application.AskTransition.Request;
import dev.leadline.lifecycle.application.AskTransition.Result;
import dev.leadline.lifecycle.stage.StagedLead;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Moves a lead through the funnel by hand.
@Path("/api/leads/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TransitionResource {
  private final AskTransition askTransition;

  TransitionResource(AskTransition askTransition) {
    this.askTransition = askTransition;
  }

  /// What is asked for.
  ///
  /// @param to the stage
  /// @param reason one of those that the transition asks for; null when it asks for none
  /// @param expectedStage refuse unless the lead is there; null to take it from wherever it is
  /// @param expectedVisit refuse unless it is on that visit to its stage, which tells a lead that
  ///   went away and came back; null to take it from any
  /// @param rep the rep on whose behalf the caller asks; null when the caller asks as an operator
  public record Body(
      @Nullable String to,
      @Nullable String reason,
      @Nullable String expectedStage,
      @Nullable Integer expectedVisit,
      @Nullable String rep) {}

  /// Where the lead is now.
  public record Entered(LeadId lead, String stage, int visit, Instant since) {
    static Entered of(StagedLead lead) {
      return new Entered(lead.id(), lead.stage(), lead.visit(), lead.enteredAt());
    }
  }

  @POST
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Ask for a stage; 409 says where the lead is when that is not allowed")
  public Entered ask(@RestPath LeadId id, @Nullable Body body, @Context SecurityContext caller) {
    if (body == null || body.to() == null || body.to().isBlank()) {
      throw Problem.unprocessable(
          "Transition of lead '" + id + "' was asked for without the stage 'to' go to");
    }
    Request request =
        new Request(
            UUID.randomUUID(),
            id,
            body.to(),
            actor(body, caller),
            body.reason() == null || body.reason().isBlank() ? null : body.reason(),
            body.expectedStage(),
            body.expectedVisit());
    return answer(id, body.to(), askTransition.ask(request));
  }

  private static Entered answer(LeadId id, String to, Result result) {
    String asked = "Lead '" + id + "' cannot enter stage '" + to + "': ";
    return switch (result) {
      case Result.InStage inStage -> Entered.of(inStage.lead());
      case Result.Refused refused ->
          throw Problem.conflict(asked + refused.refusal())
              .with("stage", refused.stage())
              .with("visit", refused.visit());
      case Result.Elsewhere(String stage, int visit) ->
          throw Problem.conflict(asked + "it is in stage '" + stage + "' on visit " + visit)
              .with("stage", stage)
              .with("visit", visit);
      case Result.ReasonNeeded needed ->
          throw Problem.unprocessable(asked + needed.refusal())
              .with("stage", needed.stage())
              .with("reasons", needed.reasons());
      case Result.Merged merged ->
          throw Problem.conflict(asked + "it was merged into lead '" + merged.survivor() + "'")
              .with("mergedInto", merged.survivor());
      case Result.NotKnown _ -> throw Problem.notFound(asked + "it is not known");
    };
  }

  private static Actor actor(Body body, SecurityContext caller) {
    return body.rep() == null || body.rep().isBlank()
        ? new Actor(Actor.Kind.OPERATOR, caller.getUserPrincipal().getName())
        : new Actor(Actor.Kind.REP, body.rep());
  }
}
