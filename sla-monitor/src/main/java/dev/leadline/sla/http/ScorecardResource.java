package dev.leadline.sla.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.Scorecards;
import dev.leadline.sla.application.Scorecards.ResponseLine;
import dev.leadline.sla.application.Scorecards.TargetLine;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// How well the promises were kept.
@Path("/api/scorecard")
@Blocking
@RolesAllowed(Role.VIEWER)
public class ScorecardResource {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Scorecards scorecards;
  private final InstantSource time;

  ScorecardResource(Scorecards scorecards, InstantSource time) {
    this.scorecards = scorecards;
    this.time = time;
  }

  public record ScorecardView(
      Instant from, Instant to, List<TargetView> targets, List<ResponseView> firstResponse) {}

  /// @param compliance promises kept in time of those that were to be kept, from 0 to 1
  public record TargetView(
      String target,
      String segment,
      double compliance,
      long met,
      long metLate,
      long cancelled,
      long open,
      long openBreached) {

    static TargetView of(TargetLine line) {
      return new TargetView(
          line.target(),
          line.segment(),
          line.compliance(),
          line.met(),
          line.metLate(),
          line.cancelled(),
          line.open(),
          line.openBreached());
    }
  }

  public record ResponseView(String segment, long leads, Duration median, Duration p90) {

    static ResponseView of(ResponseLine line) {
      return new ResponseView(
          line.segment(), line.leads(), length(line.medianSeconds()), length(line.p90Seconds()));
    }

    private static Duration length(double seconds) {
      return Duration.ofMillis(Math.round(seconds * 1_000));
    }
  }

  @GET
  @Operation(
      summary = "SLA compliance and time to first response, by segment",
      description = "From `from` until before `to`; without them the last seven days.")
  public ScorecardView scorecard(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    Instant end = to == null ? time.instant() : instant("to", to);
    Instant start = from == null ? end.minus(WEEK) : instant("from", from);
    if (!start.isBefore(end)) {
      throw Problem.badRequest("Period from '%s' to '%s' is empty".formatted(start, end));
    }
    Scorecards.Scorecard card = scorecards.between(start, end);
    return new ScorecardView(
        start,
        end,
        card.targets().stream().map(TargetView::of).toList(),
        card.responses().stream().map(ResponseView::of).toList());
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "Parameter '%s' is '%s', not an instant such as '2026-03-02T09:00:00Z'"
              .formatted(name, text));
    }
  }
}
