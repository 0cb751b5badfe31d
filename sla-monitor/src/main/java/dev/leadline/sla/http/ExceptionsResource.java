package dev.leadline.sla.http;

import dev.leadline.events.ExceptionReason;
import dev.leadline.http.Page;
import dev.leadline.http.PageRequest;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.Exceptions;
import dev.leadline.sla.application.HandleException;
import dev.leadline.sla.application.HandleException.Outcome;
import dev.leadline.sla.application.HandleException.Request;
import dev.leadline.sla.exception.ExceptionCase;
import dev.leadline.sla.exception.ExceptionCase.State;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The queue of what needs a person.
@Path("/api/exceptions")
@Blocking
public class ExceptionsResource {
  private final Exceptions exceptions;
  private final HandleException handling;
  private final SecurityIdentity caller;

  ExceptionsResource(Exceptions exceptions, HandleException handling, SecurityIdentity caller) {
    this.exceptions = exceptions;
    this.handling = handling;
    this.caller = caller;
  }

  /// @param note how it was resolved
  public record Resolution(@Nullable String note) {}

  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(
      summary = "Exceptions, newest first",
      description = "Without a state those that are not resolved. `after` pages on from `next`.")
  public Page<ExceptionView> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    List<ExceptionCase> found =
        exceptions.list(
            new Exceptions.Query(
                constant(State.class, "State", state),
                constant(ExceptionReason.class, "Reason", reason),
                page.after().map(ExceptionsResource::id).orElse(null),
                page.fetch()));
    return Page.of(
        page, found.stream().map(ExceptionView::of).toList(), view -> view.id().toString());
  }

  @POST
  @Path("/{id}/acknowledge")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "A person sees to it")
  public ExceptionView acknowledge(@PathParam("id") String id) {
    return answer("acknowledged", id, handling.acknowledge(request(id)));
  }

  @POST
  @Path("/{id}/resolve")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "It needs nobody any more; says how in `note`")
  public ExceptionView resolve(@PathParam("id") String id, @Nullable Resolution resolution) {
    String note = resolution == null ? null : resolution.note();
    if (note == null || note.isBlank()) {
      throw Problem.unprocessable("Exception '" + id + "' not resolved: 'note' is missing");
    }
    return answer("resolved", id, handling.resolve(request(id), note));
  }

  @POST
  @Path("/{id}/retry")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Drives the lead through the ordinary path again")
  public ExceptionView retry(@PathParam("id") String id) {
    return answer("retried", id, handling.retry(request(id)));
  }

  private Request request(String id) {
    return new Request(id(id), UUID.randomUUID(), caller.getPrincipal().getName());
  }

  private static ExceptionView answer(String attempted, String id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> ExceptionView.of(done.exception());
      case Outcome.NotFound _ ->
          throw Problem.notFound("Exception '%s' not %s: there is none".formatted(id, attempted));
      case Outcome.AlreadyResolved found ->
          throw Problem.conflict("Exception '%s' not %s: it is resolved".formatted(id, attempted))
              .with("exception", ExceptionView.of(found.exception()));
      case Outcome.NotRetriable found ->
          throw Problem.conflict(
                  "Exception '%s' not %s. %s".formatted(id, attempted, found.detail()))
              .with("exception", ExceptionView.of(found.exception()));
    };
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest("Exception id '" + text + "' is not a UUID");
    }
  }

  private static <E extends Enum<E>> @Nullable E constant(
      Class<E> type, String what, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
          "%s '%s' is none of %s".formatted(what, text, List.of(type.getEnumConstants())));
    }
  }
}
