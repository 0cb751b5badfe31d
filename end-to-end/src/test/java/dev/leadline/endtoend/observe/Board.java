package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A dashboard as it is written in `deploy/grafana/boards`, from which Grafana's own form is made.
///
/// @param uid its address in Grafana
/// @param description the question it answers
/// @param variables of those that [Variables] knows, in order
record Board(String uid, String title, String description, List<String> variables, List<Row> rows) {

  /// Panels side by side, wrapping where the 24 columns are full.
  ///
  /// @param height of each panel, in Grafana's units
  record Row(String title, int height, List<Panel> panels) {}

  /// @param width of 24 columns
  /// @param unit as Grafana calls it
  /// @param thresholds colours from a value on, in a table of its last column; null for none
  /// @param runbook a page of docs/runbooks
  /// @param api the service and the path that tell more, such as `routing/api/pools`; of every
  ///   service for `*`
  /// @param drill where a row of a table leads; null when nowhere
  record Panel(
      String title,
      Kind kind,
      int width,
      String unit,
      @Nullable Map<String, Double> thresholds,
      String description,
      String runbook,
      String api,
      @Nullable Drill drill,
      List<Query> queries) {}

  enum Kind {
    stat,
    bars,
    lines,
    stacked,
    table
  }

  /// @param label the column whose values lead on
  /// @param url as an `api`
  record Drill(String label, String url, String title) {}

  record Query(String expr, String legend) {}

  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  static Path folder() {
    return Checkout.root().resolve("deploy/grafana");
  }

  /// All boards, by the name of their file without its ending.
  static List<Board> all() {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (Stream<Path> files = Files.list(folder().resolve("boards"))) {
      return files
          .sorted()
          .map(file -> {
            try {
              return yaml.readValue(file.toFile(), Board.class);
            } catch (IOException unreadable) {
              throw new UncheckedIOException(file.toString(), unreadable);
            }
          })
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
