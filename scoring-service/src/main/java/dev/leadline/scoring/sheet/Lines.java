package dev.leadline.scoring.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lines of one score, rule by rule, as they are gathered.
final class Lines {
  private final String score;
  private final List<LedgerLine> lines = new ArrayList<>();
  private final SortedMap<String, Integer> groups = new TreeMap<>();

  Lines(String score) {
    this.score = score;
  }

  /// What a rule gives, held to its own cap.
  ///
  /// @param group that the rule is in; null when it is in none
  void add(List<LedgerLine> ofRule, @Nullable String group) {
    lines.addAll(ofRule);
    if (group != null) {
      groups.merge(group, Capping.sum(ofRule), Integer::sum);
    }
  }

  /// All lines, cut by the caps of the groups and then by that of the score.
  List<LedgerLine> capped(Map<String, Integer> groupCaps, int limit) {
    lines.addAll(Capping.ofGroups(score, groups, groupCaps));
    return Capping.ofScore(score, lines, limit);
  }
}
