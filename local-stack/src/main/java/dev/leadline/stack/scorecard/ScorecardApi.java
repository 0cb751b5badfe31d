package dev.leadline.stack.scorecard;

import dev.leadline.events.EventCodec;
import dev.leadline.stack.local.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks the SLA monitor for its scorecard.
///
/// @param url of the monitor
/// @param token with the role of a viewer at least
public record ScorecardApi(String url, String token) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// @param parameters as docs/scorecard.md tells
  /// @throws StackException with the monitor's own words when it refuses
  public String ask(Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI uri = URI.create(url + "/api/scorecard?" + query);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri)
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + token)
                  .header("Accept", "application/json, text/csv")
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new StackException("Scorecard not told: " + detail(response));
      }
      return response.body();
    } catch (IOException unreachable) {
      throw new StackException("Scorecard not told: '" + uri + "' does not answer", unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("Scorecard not told: interrupted", interrupted);
    }
  }

  public static Scorecard read(String json) {
    try {
      return EventCodec.mapper().readValue(json, Scorecard.class);
    } catch (IOException unreadable) {
      throw new StackException("Scorecard cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String detail(HttpResponse<String> response) throws IOException {
    String detail = EventCodec.mapper().readTree(response.body()).path("detail").asText();
    return detail.isEmpty() ? "status " + response.statusCode() : detail;
  }
}
