package dev.leadline.scoring.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.scoring.application.ReadScore;
import dev.leadline.scoring.application.ReadScore.Result;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What a lead is worth, and why.
@Path("/api/leads/{id}/score")
@Produces(MediaType.APPLICATION_JSON)
public class ScoreResource {
  private final ReadScore readScore;

  ScoreResource(ReadScore readScore) {
    this.readScore = readScore;
  }

  /// The score with its ledger.
  ///
  /// @param at the instant to score for; null means now
  /// @param policy the version of the policy to score by; null means the one in force
  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(
      summary =
          "What a lead is worth at an instant and by a policy, with the ledger that adds up to it")
  public Result.Scored score(
      @RestPath LeadId id,
      @QueryParam("at") @Nullable String at,
      @QueryParam("policy") @Nullable String policy) {
    Instant instant = instant(at);
    return switch (readScore.of(id, instant, policy)) {
      case Result.Scored scored -> scored;
      case Result.NotKnown _ ->
          throw Problem.notFound("Lead '" + id + "' has no score: it is not known");
      case Result.NotKnownThen _ ->
          throw Problem.notFound(
              "Lead '" + id + "' has no score at '" + instant + "': it was not known then");
      case Result.NoSuchPolicy _ ->
          throw Problem.notFound(
              "Lead '%s' has no score by policy '%s': the service never decided by it"
                  .formatted(id, policy));
    };
  }

  private static @Nullable Instant instant(@Nullable String at) {
    try {
      return at == null ? null : Instant.parse(at);
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "Query parameter 'at' is '" + at + "', not an instant such as '2026-11-21T15:00:00Z'");
    }
  }
}
