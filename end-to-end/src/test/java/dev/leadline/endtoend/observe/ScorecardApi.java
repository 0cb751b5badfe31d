package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.endtoend.SystemUnderTest;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scorecard as the API gives it, by the names that Prometheus knows it by.
final class ScorecardApi {
  /// A figure and its gauge, as docs/scorecard.md defines them.
  private static final Pattern FIGURE =
      Pattern.compile("^`([a-z0-9-]+)`, .* Gauge `(leadline_scorecard_\\w+)", Pattern.MULTILINE);

  private ScorecardApi() {}

  /// The figures by `gauge by part of`, such as `leadline_scorecard_leads_captured all all all`.
  static Map<String, Double> figures(SystemUnderTest system, Instant from, Instant to) {
    Map<String, String> gauges = gauges();
    Map<String, Double> figures = new HashMap<>();
    String path =
        "/api/scorecard?by=segment,source,team&from=%s&to=%s&asOf=%s".formatted(from, to, to);
    for (JsonNode figure : system.json(Member.SLA_MONITOR, path).path("figures")) {
      for (JsonNode measure : figure.path("measures")) {
        if (measure.path("value").isNumber()) {
          figures.put(
              key(
                  gauges.getOrDefault(figure.path("figure").asText(), "no gauge"),
                  Stream.of("by", "part", "of")
                      .filter(it -> measure.path(it).isTextual())
                      .collect(Collectors.toMap(it -> it, it -> measure.path(it).asText()))),
              measure.path("value").asDouble());
        }
      }
    }
    return figures;
  }

  /// What a series of a gauge is called here.
  ///
  /// @param labels `by`, `part`, and what it is told for by any other name; absent for all
  static String key(String gauge, Map<String, String> labels) {
    String of =
        Stream.of("of", "target", "stage", "commitment", "reason")
            .filter(labels::containsKey)
            .map(labels::get)
            .findFirst()
            .orElse("all");
    return String.join(
        " ", gauge, labels.getOrDefault("by", "all"), labels.getOrDefault("part", "all"), of);
  }

  /// The names of the gauges.
  static Map<String, String> gauges() {
    try {
      return FIGURE
          .matcher(Files.readString(Checkout.root().resolve("docs/scorecard.md")))
          .results()
          .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
