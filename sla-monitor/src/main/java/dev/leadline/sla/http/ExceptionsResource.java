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
import dev.leadline.sla.exception.Care;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The queue of what needs a person.
@Path("/api/exceptions")
@Blocking
public class ExceptionsResource {
  /// So many open ones of a reason and service have one cause.
  private static final int STORM = 20;

  private final Exceptions exceptions;
  private final HandleException handling;
  private final SecurityIdentity caller;
  private final InstantSource time;

  ExceptionsResource(
      Exceptions exceptions,
      HandleException handling,
      SecurityIdentity caller,
      InstantSource time) {
    this.exceptions = exceptions;
    this.handling = handling;
    this.caller = caller;
    this.time = time;
  }

  /// @param to who is to see to it
  public record Assignment(@Nullable String to) {}

  /// What is done to all exceptions that a filter finds.
  ///
  /// @param action `acknowledge`, `assign`, `resolve` or `retry`
  /// @param state as for the list
  /// @param to needed by `assign`
  /// @param note needed by `resolve`
  /// @param limit of how many at most, up to 500; 100 when it is not said
  public record Bulk(
      @Nullable String action,
      @Nullable String state,
      @Nullable String reason,
      @Nullable String service,
      @Nullable String to,
      @Nullable String note,
      @Nullable Integer limit) {}

  /// @param done how many
  /// @param left those that it could not be done to, and why
  public record BulkView(int done, List<LeftView> left) {}

  public record LeftView(UUID id, String why) {}

  public record GroupsView(List<GroupView> groups) {}

  /// @param storm whether there are so many that they have one cause
  public record GroupView(
      ExceptionReason reason,
      String service,
      boolean storm,
      long open,
      long raised,
      Instant oldest,
      Instant newest,
      String detail) {}

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
      @QueryParam("service") @Nullable String service,
      @QueryParam("overdue") @Nullable Boolean overdue,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    List<ExceptionCase> found =
        exceptions.list(
            new Exceptions.Query(
                Words.constant(State.class, "State", state),
                Words.constant(ExceptionReason.class, "Reason", reason),
                service,
                Boolean.TRUE.equals(overdue) ? Care.overdue(time.instant()) : Map.of(),
                page.after().map(after -> Words.id("Exception", after)).orElse(null),
                page.fetch()));
    return Page.of(page, found.stream().map(this::view).toList(), view -> view.id().toString());
  }

  @GET
  @Path("/groups")
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "What is not resolved by reason and service, the largest group first")
  public GroupsView groups() {
    return new GroupsView(
        exceptions.groups().stream()
            .map(group ->
                new GroupView(
                    group.reason(),
                    group.service(),
                    group.open() >= STORM,
                    group.open(),
                    group.raised(),
                    group.oldest(),
                    group.newest(),
                    group.detail()))
            .toList());
  }

  @POST
  @Path("/bulk")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Does the same to all exceptions that a filter finds, the newest first")
  public BulkView bulk(@Nullable Bulk bulk) {
    if (bulk == null || bulk.action() == null) {
      throw Problem.unprocessable("Exceptions not handled: 'action' is missing");
    }
    Function<Request, Outcome> handling = handling(bulk);
    List<ExceptionCase> found =
        exceptions.list(
            new Exceptions.Query(
                Words.constant(State.class, "State", bulk.state()),
                Words.constant(ExceptionReason.class, "Reason", bulk.reason()),
                bulk.service(),
                Map.of(),
                null,
                Math.clamp(bulk.limit() == null ? 100 : bulk.limit(), 1, 500)));
    int done = 0;
    List<LeftView> left = new ArrayList<>();
    for (ExceptionCase each : found) {
      switch (handling.apply(request(each.id().toString()))) {
        case Outcome.Done _ -> done++;
        case Outcome.NotFound _ -> left.add(new LeftView(each.id(), "There is none"));
        case Outcome.AlreadyResolved _ -> left.add(new LeftView(each.id(), "It is resolved"));
        case Outcome.NotRetriable it -> left.add(new LeftView(each.id(), it.detail()));
      }
    }
    return new BulkView(done, left);
  }

  private Function<Request, Outcome> handling(Bulk bulk) {
    return switch (String.valueOf(bulk.action())) {
      case "acknowledge" -> handling::acknowledge;
      case "assign" -> {
        String to = needed("assigned", "to", bulk.to());
        yield request -> handling.assign(request, to);
      }
      case "resolve" -> {
        String note = needed("resolved", "note", bulk.note());
        yield request -> handling.resolve(request, note);
      }
      case "retry" -> handling::retry;
      default ->
          throw Problem.badRequest(
              "Action '%s' is none of acknowledge, assign, resolve, retry"
                  .formatted(bulk.action()));
    };
  }

  private static String needed(String attempted, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problem.unprocessable("Exceptions not %s: '%s' is missing".formatted(attempted, name));
    }
    return value;
  }

  @POST
  @Path("/{id}/assign")
  @RolesAllowed(Role.OPERATOR)
  @Operation(summary = "Says in `to` who is to see to it")
  public ExceptionView assign(@PathParam("id") String id, @Nullable Assignment assignment) {
    String to = assignment == null ? null : assignment.to();
    if (to == null || to.isBlank()) {
      throw Problem.unprocessable("Exception '" + id + "' not assigned: 'to' is missing");
    }
    return answer("assigned", id, handling.assign(request(id), to));
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

  private ExceptionView view(ExceptionCase found) {
    return ExceptionView.of(found, time.instant());
  }

  private Request request(String id) {
    return new Request(
        Words.id("Exception", id), UUID.randomUUID(), caller.getPrincipal().getName());
  }

  private ExceptionView answer(String attempted, String id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> view(done.exception());
      case Outcome.NotFound _ ->
          throw Problem.notFound("Exception '%s' not %s: there is none".formatted(id, attempted));
      case Outcome.AlreadyResolved found ->
          throw Problem.conflict("Exception '%s' not %s: it is resolved".formatted(id, attempted))
              .with("exception", view(found.exception()));
      case Outcome.NotRetriable found ->
          throw Problem.conflict(
                  "Exception '%s' not %s. %s".formatted(id, attempted, found.detail()))
              .with("exception", view(found.exception()));
    };
  }
}
