package dev.leadline.scoring.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Caps, and how a ledger shows what they cut.
final class Capping {
  private Capping() {}

  /// Holds the lines of one rule to its cap, earliest first: a line that goes over is lowered and
  /// names the cap. A cap on a penalty bounds how much it takes away.
  static List<LedgerLine> ofRule(String rule, List<LedgerLine> lines, @Nullable Integer cap) {
    if (cap == null) {
      return lines;
    }
    int room = Math.abs(cap);
    List<LedgerLine> held = new ArrayList<>(lines.size());
    for (LedgerLine line : lines) {
      int size = Math.abs(line.points());
      held.add(
          size <= room
              ? line
              : line.loweredTo(Integer.signum(line.points()) * room, "cap:" + rule));
      room -= Math.min(size, room);
    }
    return held;
  }

  /// One line for each group of rules that comes to more than its cap, which takes the rest away.
  ///
  /// @param sums what the rules of each group come to, by group, which is the order of the lines:
  ///   that of the caps says nothing
  /// @param caps by group
  static List<LedgerLine> ofGroups(
      String score, SortedMap<String, Integer> sums, Map<String, Integer> caps) {
    List<LedgerLine> cuts = new ArrayList<>();
    sums.forEach((group, sum) -> {
      int over = sum - caps.getOrDefault(group, sum);
      if (over > 0) {
        cuts.add(LedgerLine.cut("group:" + group, score, over));
      }
    });
    return cuts;
  }

  /// The lines, and where they sum to more than the limit, one more that takes the rest away.
  static List<LedgerLine> ofScore(String score, List<LedgerLine> lines, int limit) {
    int over = sum(lines) - limit;
    if (over <= 0) {
      return lines;
    }
    List<LedgerLine> held = new ArrayList<>(lines);
    held.add(LedgerLine.cut("limit:" + score, score, over));
    return held;
  }

  static int sum(List<LedgerLine> lines) {
    int sum = 0;
    for (LedgerLine line : lines) {
      sum += line.points();
    }
    return sum;
  }
}
