package dev.leadline.simulator.report;

import dev.leadline.simulator.report.Report.Flow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many leads go from where to where.
final class Flows {
  private static final int MOST = 20;

  private final Map<Way, Integer> ways = new HashMap<>();

  private record Way(String from, String to) {}

  /// One lead more; returns how many that makes.
  int add(String from, String to) {
    return ways.merge(new Way(from, to), 1, Integer::sum);
  }

  /// The ways of the most leads.
  List<Flow> mostFirst() {
    return ways.entrySet().stream()
        .map(way -> new Flow(way.getKey().from(), way.getKey().to(), way.getValue()))
        .sorted(
            Comparator.comparingInt(Flow::leads)
                .reversed()
                .thenComparing(Flow::from)
                .thenComparing(Flow::to))
        .limit(MOST)
        .toList();
  }
}
