package dev.leadline.sla.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Page;
import dev.leadline.http.PageRequest;
import dev.leadline.http.Role;
import dev.leadline.sla.application.ClockBoard;
import dev.leadline.sla.application.ClockBoard.Line;
import dev.leadline.sla.application.ClockBoard.Which;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The open clocks of all leads, as the boards lead to them.
@Path("/api/clocks")
@Blocking
@RolesAllowed(Role.VIEWER)
public class ClockBoardResource {
  private final ClockBoard board;
  private final InstantSource time;

  ClockBoardResource(ClockBoard board, InstantSource time) {
    this.board = board;
    this.time = time;
  }

  /// @param segment the market of the lead when the clock started; null when it had none
  /// @param owner null when nobody has the lead
  /// @param due null while paused
  /// @param timeline where all that happened to the lead is told
  public record OpenClockView(
      UUID clock,
      LeadId lead,
      String target,
      @Nullable String segment,
      @Nullable String owner,
      Duration budget,
      Instant startedAt,
      @Nullable Instant due,
      URI timeline) {

    static OpenClockView of(Line line, UriInfo uri) {
      return new OpenClockView(
          line.clock(),
          line.lead(),
          line.target(),
          line.segment(),
          line.owner(),
          line.budget(),
          line.startedAt(),
          line.due(),
          uri.getBaseUriBuilder()
              .path(TimelineResource.class)
              .resolveTemplate("id", line.lead())
              .build());
    }
  }

  @GET
  @Operation(
      summary = "Open clocks, the earliest due first",
      description =
          "`state` is `open`, `near` (due within a fifth of the budget) or `breached`."
              + " `cursor` pages on from `next`.")
  public Page<OpenClockView> clocks(
      @QueryParam("state") @Nullable String state,
      @QueryParam("target") @Nullable String target,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context UriInfo uri) {
    PageRequest page = PageRequest.of(limit, cursor);
    List<OpenClockView> found =
        board
            .list(
                Objects.requireNonNullElse(Words.constant(Which.class, "State", state), Which.OPEN),
                target,
                time.instant(),
                page.after().map(after -> Words.id("Clock", after)).orElse(null),
                page.fetch())
            .stream()
            .map(line -> OpenClockView.of(line, uri))
            .toList();
    return Page.of(page, found, view -> view.clock().toString());
  }
}
