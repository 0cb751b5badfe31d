package dev.leadline.sla.http;

import dev.leadline.http.Accepts;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.sla.application.ReadScorecard;
import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// The figures by which the work with leads is judged.
@Path("/api/scorecard")
@Blocking
@RolesAllowed(Role.VIEWER)
public class ScorecardResource {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String CSV = "text/csv";

  private final ReadScorecard scorecard;
  private final InstantSource time;

  ScorecardResource(ReadScorecard scorecard, InstantSource time) {
    this.scorecard = scorecard;
    this.time = time;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      summary = "Every figure with its definition and the counts behind it",
      description =
          "From `from` until before `to`, instants or days of UTC; without them the last seven days."
              + " `by` tells the figures apart by `segment`, `source`, `team`, `rep` or `week`, or"
              + " several of them joined by commas. `asOf` answers what was known at an instant:"
              + " what was recorded later is left out. `format=csv`, or to accept `text/csv`, asks for"
              + " CSV.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ScorecardView.class)),
        @Content(mediaType = CSV)
      })
  public Response scorecard(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("by") @Nullable String by,
      @QueryParam("format") @Nullable String format,
      @Context HttpHeaders headers) {
    Card card = scorecard.answer(question(from, to, asOf, by));
    return asCsv(format, headers)
        ? Response.ok(ScorecardCsv.of(card), CSV + ";charset=UTF-8").build()
        : Response.ok(ScorecardView.of(card), MediaType.APPLICATION_JSON).build();
  }

  private Question question(
      @Nullable String from, @Nullable String to, @Nullable String asOf, @Nullable String by) {
    Instant now = time.instant();
    Instant end = to == null ? now : instant("to", to);
    Instant start = from == null ? end.minus(WEEK) : instant("from", from);
    if (!start.isBefore(end)) {
      throw Problem.badRequest("Period from '%s' to '%s' is empty".formatted(start, end));
    }
    return new Question(start, end, asOf == null ? now : instant("asOf", asOf), splits(by));
  }

  private static Set<Split> splits(@Nullable String by) {
    Set<Split> splits = EnumSet.noneOf(Split.class);
    if (by != null) {
      Arrays.stream(by.split(",", -1)).map(ScorecardResource::split).forEach(splits::add);
    }
    return splits;
  }

  private static Split split(String word) {
    return Arrays.stream(Split.values())
        .filter(it -> it.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest(
                "Parameter 'by' is '%s', not segment, source, team, rep or week".formatted(word)));
  }

  private static boolean asCsv(@Nullable String format, HttpHeaders headers) {
    if (format != null) {
      return switch (format) {
        case "csv" -> true;
        case "json" -> false;
        default ->
            throw Problem.badRequest(
                "Parameter 'format' is '%s', not json or csv".formatted(format));
      };
    }
    return Accepts.first(headers, MediaType.valueOf(CSV));
  }

  private static Instant instant(String name, String text) {
    try {
      return text.length() == "2026-03-02".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "Parameter '%s' is '%s', not an instant such as '2026-03-02T09:00:00Z' or a day"
              .formatted(name, text));
    }
  }
}
