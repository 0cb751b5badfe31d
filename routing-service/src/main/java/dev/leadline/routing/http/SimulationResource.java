package dev.leadline.routing.http;

import dev.leadline.http.Accepts;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import dev.leadline.policy.active.PolicyStore;
import dev.leadline.policy.http.Checked;
import dev.leadline.policy.http.PostedFiles;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.routing.application.simulation.Simulation;
import dev.leadline.routing.application.simulation.Simulation.State;
import dev.leadline.routing.application.simulation.Simulations;
import dev.leadline.routing.application.simulation.Simulations.Answer;
import dev.leadline.routing.application.simulation.Trial;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a policy would have done to the leads that were recorded. The examples of a report show
/// leads, which only those who write and approve policies see.
@Path("/api/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.POLICY_APPROVER})
@Blocking
@Tag(name = "Policies")
public class SimulationResource {
  private static final String PATH = "/api/policies/simulations/";
  private static final String TAKEN_TO =
      "Answers 202 with the place of the simulation, which takes a while. `from` and `to` choose"
          + " leads by the instant at which they were captured; `against` is the version of a policy"
          + " that is kept, to compare with instead of with what was recorded. A policy with errors"
          + " is a 422 with all of them, a simulation that runs already a 409.";

  private final Simulations simulations;
  private final PolicyStore kept;
  private final SecurityIdentity caller;

  SimulationResource(Simulations simulations, PolicyStore kept, SecurityIdentity caller) {
    this.simulations = simulations;
    this.kept = kept;
    this.caller = caller;
  }

  /// On which leads a policy is tried, and what it is compared with.
  public static final class Question {
    @QueryParam("from")
    public @Nullable String from;

    @QueryParam("to")
    public @Nullable String to;

    @QueryParam("against")
    public @Nullable String against;
  }

  @POST
  @Path("simulate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tries a policy, given as a map of file name to text, on the leads recorded",
      description = TAKEN_TO)
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = SimulationView.class)))
  public Response simulate(
      @BeanParam Question question, @Nullable Map<String, @Nullable String> files) {
    return begin(PostedFiles.of(files), question);
  }

  @POST
  @Path("simulate")
  @Consumes("application/zip")
  @Operation(
      summary = "Tries a policy, given as a zip of its directory, on the leads recorded",
      description = TAKEN_TO)
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = SimulationView.class)))
  public Response simulate(@BeanParam Question question, byte[] zip) {
    return begin(PostedFiles.unzipped(zip), question);
  }

  @GET
  @Path("simulations/{id}")
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  @Operation(
      summary = "How far a simulation is, and its report when it is done",
      description = "As `text/html` the report is a page; 409 until there is one.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SimulationView.class)),
        @Content(mediaType = MediaType.TEXT_HTML)
      })
  public Response find(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    Simulation simulation = simulations.find(id).orElseThrow(() -> unknown(id));
    Response.ResponseBuilder answer =
        Accepts.first(headers, MediaType.TEXT_HTML_TYPE)
            ? Response.ok(page(simulation), MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
            : Response.ok(SimulationView.of(simulation), MediaType.APPLICATION_JSON);
    return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  @DELETE
  @Path("simulations/{id}")
  @Operation(summary = "Ends a simulation, if it runs, and removes its report")
  public void remove(@PathParam("id") UUID id) {
    if (!simulations.remove(id)) {
      throw unknown(id);
    }
  }

  private Response begin(Map<String, String> files, Question question) {
    Instant begin = instant("from", question.from);
    Instant end = instant("to", question.to);
    String against = question.against;
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw Problem.badRequest("Period from '%s' to '%s' is empty".formatted(begin, end));
    }
    Trial trial =
        new Trial(
            side("the policy", files), against == null ? null : keptSide(against), begin, end);
    String name = caller.getPrincipal().getName();
    return switch (simulations.begin(UUID.randomUUID(), trial, name)) {
      case Answer.Begun(Simulation simulation) ->
          Response.accepted(SimulationView.of(simulation))
              .location(URI.create(PATH + simulation.id()))
              .build();
      case Answer.Busy(Simulation running) ->
          throw Problem.conflict(
                  "No simulation was begun: simulation %s is running".formatted(running.id()))
              .with("running", PATH + running.id());
      case Answer.NotOffered _ ->
          throw new Problem(
              501,
              "Not Implemented",
              "No simulation was begun: the service is not told where the simulator is;"
                  + " leadline.simulator.class-path says so");
    };
  }

  private Trial.Side keptSide(String version) {
    return kept.find(version)
        .map(found -> side("policy '" + version + "'", found.files()))
        .orElseThrow(() ->
            Problem.unprocessable(
                "No simulation was begun: policy '%s' is not kept: the service never decided by it"
                    .formatted(version)));
  }

  private static Trial.Side side(String what, Map<String, String> files) {
    PolicyContent content = PolicyContent.of(files);
    PolicyLoad load = PolicyLoader.load(content);
    return switch (load) {
      case Loaded(var policy, _) -> new Trial.Side(policy.version(), content);
      case Rejected _ ->
          throw Problem.unprocessable("No simulation was begun: " + what + " has errors")
              .with("issues", Checked.of(load).issues());
    };
  }

  private static String page(Simulation simulation) {
    return switch (simulation.state()) {
      case State.Done(_, _, String html) -> html;
      case State.Running(_, int percent) ->
          throw Problem.conflict(
                  "Simulation %s has no page yet: it is running, %d %% are done"
                      .formatted(simulation.id(), percent))
              .withHeader(HttpHeaders.RETRY_AFTER, "1");
      case State.Failed(_, String why) ->
          throw Problem.conflict(
              "Simulation %s has no page, it failed: %s".formatted(simulation.id(), why));
    };
  }

  private static @Nullable Instant instant(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "Parameter '%s' is '%s', not an instant such as '2026-03-02T09:00:00Z'"
              .formatted(name, text));
    }
  }

  private static Problem unknown(UUID id) {
    return Problem.notFound("Simulation " + id + " is not known: it was removed, or never begun");
  }
}
