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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    return ask("query", "query", expression).at("/data/result");
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
    ask("series", "match[]", match)
        .path("data")
        .forEach(each -> {
          Map<String, String> values = new HashMap<>();
          each.properties().forEach(label -> values.put(label.getKey(), label.getValue().asText()));
          series.add(values);
        });
    return series;
  }

  private JsonNode ask(String what, String parameter, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + what))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    URLEncoder.encode(parameter, StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .build();
    try {
      JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(value + ": " + answer.path("error").asText());
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
