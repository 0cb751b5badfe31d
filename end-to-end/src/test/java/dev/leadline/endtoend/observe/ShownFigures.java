package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The scorecard as Prometheus shows it at an instant, by the names of [ScorecardApi].
record ShownFigures(Prometheus prometheus, Instant at) {

  /// The whole figures of a window.
  Map<String, Double> whole(String window) {
    Map<String, Double> figures = new TreeMap<>();
    for (String gauge : ScorecardApi.gauges().values()) {
      String query = "%s{by=\"all\",window=\"%s\"}".formatted(gauge, window);
      for (JsonNode sample : prometheus.query(query, at)) {
        figures.put(ScorecardApi.key(gauge, labels(sample)), value(sample));
      }
    }
    return figures;
  }

  /// What the boards show with `7d` chosen as the window; not a number where they contradict each
  /// other.
  Map<String, Double> onBoards() {
    Map<String, Double> figures = new TreeMap<>();
    Expressions.panels()
        .filter(panel -> panel.text().contains("leadline_scorecard_"))
        .forEach(panel -> {
          Selector selector = panel.selectors().getFirst();
          double unit = panel.text().endsWith(" / 3600") ? 3600 : 1;
          for (JsonNode sample : prometheus.query(panel.text(), at)) {
            Map<String, String> labels = labels(sample);
            labels.putAll(selector.fixed());
            figures.merge(
                ScorecardApi.key(selector.metric(), labels),
                value(sample) * unit,
                (one, other) -> one.equals(other) ? one : Double.NaN);
          }
        });
    return figures;
  }

  /// When a window begins.
  Instant from(String window) {
    return instant("from", window);
  }

  /// When a window ends, which is when it was measured.
  Instant to(String window) {
    return instant("to", window);
  }

  private Instant instant(String end, String window) {
    String query = "leadline_scorecard_%s_seconds{window=\"%s\"}".formatted(end, window);
    return Instant.ofEpochMilli(Math.round(value(prometheus.query(query, at).path(0)) * 1e3));
  }

  private static double value(JsonNode sample) {
    return sample.at("/value/1").asDouble();
  }

  private static Map<String, String> labels(JsonNode sample) {
    Map<String, String> labels = new TreeMap<>();
    sample
        .path("metric")
        .properties()
        .forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
    return labels;
  }
}
