package dev.leadline.scoring.sheet;

import dev.leadline.events.ScoreLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Caps, and how a ledger shows what they cut.
final class Capping {
  private Capping() {}

  /// Holds the lines of one rule to its cap, earliest first: a line that goes over is lowered and
  /// names the cap. A cap on a penalty bounds how much it takes away.
  static List<ScoreLine> ofRule(String rule, List<ScoreLine> lines, @Nullable Integer cap) {
    if (cap == null) {
      return lines;
    }
    int room = Math.abs(cap);
    List<ScoreLine> held = new ArrayList<>(lines.size());
    for (ScoreLine line : lines) {
      int size = Math.abs(line.points());
      held.add(
          size <= room ? line : lowered(line, Integer.signum(line.points()) * room, "cap:" + rule));
      room -= Math.min(size, room);
    }
    return held;
  }

  /// The lines, and where they sum to more than the limit, one more that takes the rest away.
  static List<ScoreLine> ofGroup(String group, List<ScoreLine> lines, int limit) {
    int over = sum(lines) - limit;
    if (over <= 0) {
      return lines;
    }
    List<ScoreLine> held = new ArrayList<>(lines);
    held.add(new ScoreLine("limit:" + group, group, -over, 0, null, null, null));
    return held;
  }

  static int sum(List<ScoreLine> lines) {
    return lines.stream().mapToInt(ScoreLine::points).sum();
  }

  private static ScoreLine lowered(ScoreLine line, int points, String cap) {
    return new ScoreLine(
        line.rule(), line.group(), points, line.awarded(), line.at(), line.event(), cap);
  }
}
