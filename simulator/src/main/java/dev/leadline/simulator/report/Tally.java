package dev.leadline.simulator.report;

import dev.leadline.simulator.report.Report.Row;
import dev.leadline.simulator.report.Report.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts on both sides who is where.
final class Tally {
  private static final int BEFORE = 0;
  private static final int AFTER = 1;
  private static final int GAINED = 2;
  private static final int LOST = 3;

  private final Map<String, int[]> rows = new TreeMap<>();

  /// A lead that is in one place on each side.
  void count(@Nullable String before, @Nullable String after) {
    if (before != null) {
      row(before)[BEFORE]++;
    }
    if (after != null) {
      row(after)[AFTER]++;
    }
    if (before != null && !before.equals(after)) {
      row(before)[LOST]++;
    }
    if (after != null && !after.equals(before)) {
      row(after)[GAINED]++;
    }
  }

  /// A lead that is in any number of places on each side.
  void count(Set<String> before, Set<String> after) {
    before.forEach(place -> count(place, after.contains(place) ? place : null));
    after.stream().filter(place -> !before.contains(place)).forEach(place -> count(null, place));
  }

  private int[] row(String name) {
    return rows.computeIfAbsent(name, _ -> new int[4]);
  }

  /// The rows, in the order given and then by name.
  Table table(String id, String title, String about, List<String> order) {
    Comparator<String> ordered =
        Comparator.<String>comparingInt(
                name -> order.contains(name) ? order.indexOf(name) : Integer.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());
    return new Table(
        id,
        title,
        about,
        rows.keySet().stream()
            .sorted(ordered)
            .map(name -> row(name, rows.getOrDefault(name, new int[4])))
            .toList());
  }

  private static Row row(String name, int[] counts) {
    return new Row(name, counts[BEFORE], counts[AFTER], counts[GAINED], counts[LOST]);
  }
}
