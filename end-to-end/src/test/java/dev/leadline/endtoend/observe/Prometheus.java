package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A running Prometheus, asked over HTTP.
final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Set<String>> labels = new HashMap<>();

  Prometheus(String url) {
    this.url = url;
  }

  /// What an expression comes to now; an expression that cannot be read fails with what Prometheus
  /// says of it.
  JsonNode query(String expression) {
    return ask("query", Map.of("query", expression)).at("/data/result");
  }

  /// What it came to at an instant.
  JsonNode query(String expression, Instant at) {
    return ask("query", Map.of("query", expression, "time", at.toString())).at("/data/result");
  }

  /// The values of a label of the series that match.
  Set<String> valuesOf(String match, String label) {
    Set<String> values = new TreeSet<>();
    series(match).stream()
        .filter(it -> it.containsKey(label))
        .forEach(it -> values.add(it.getOrDefault(label, "")));
    return values;
  }

  /// The labels of a metric's series; empty when there is no such series.
  Set<String> labelsOf(String metric) {
    return labels.computeIfAbsent(metric, this::readLabels);
  }

  private Set<String> readLabels(String metric) {
    Set<String> found = new TreeSet<>();
    for (Map<String, String> series : series(metric)) {
      found.addAll(series.keySet());
    }
    return found;
  }

  List<Map<String, String>> series(String match) {
    List<Map<String, String>> series = new ArrayList<>();
    ask("series", Map.of("match[]", match))
        .path("data")
        .forEach(each -> {
          Map<String, String> values = new HashMap<>();
          each.properties().forEach(label -> values.put(label.getKey(), label.getValue().asText()));
          series.add(values);
        });
    return series;
  }

  private JsonNode ask(String what, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + what))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(parameters + ": " + answer.path("error").asText());
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
