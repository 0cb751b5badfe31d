package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where the links of boards lead that are mounted in a Grafana, and those of runbooks.
final class Links {
  private static final String CONSTANT = "${url_";
  private static final String CHOSEN = "${__value.text}";

  private Links() {}

  /// The addresses at the services.
  ///
  /// @param dashboards the folder that Grafana mounts
  /// @param values what somebody may click on, by the label it is a value of
  static List<String> toServices(Path dashboards, Map<String, String> values) {
    try (Stream<Path> files = Files.list(dashboards)) {
      return files.flatMap(file -> ofBoard(read(file), values)).distinct().sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> ofBoard(JsonNode board, Map<String, String> values) {
    return board.findValuesAsText("url").stream()
        .filter(url -> url.startsWith(CONSTANT))
        .map(url -> clicked(url, values))
        .map(url -> resolved(url, board.at("/templating/list")));
  }

  private static String clicked(String url, Map<String, String> values) {
    return Board.all().stream()
        .flatMap(board -> board.panels().stream())
        .map(Board.Panel::drill)
        .filter(drill -> drill != null && Variables.url(drill.url()).equals(url))
        .findFirst()
        .map(drill -> url.replace(CHOSEN, values.getOrDefault(drill.label(), CHOSEN)))
        .orElse(url);
  }

  private static String resolved(String url, JsonNode variables) {
    String resolved = url;
    for (JsonNode variable : variables) {
      if (variable.path("type").asText().equals("constant")) {
        resolved =
            resolved.replace(
                "${" + variable.path("name").asText() + "}", variable.path("query").asText());
      }
    }
    return resolved;
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
