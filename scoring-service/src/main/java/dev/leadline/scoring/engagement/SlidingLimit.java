package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Holds a rule to its limit: in no window of the limit's length, wherever it begins, are there
/// more awards than the limit says, in whatever order the activities arrive.
final class SlidingLimit {
  private SlidingLimit() {}

  /// Whether one more award at `at` keeps to the limit.
  ///
  /// @param awarded when the rule awarded before, in order of time
  static boolean allows(Limit limit, List<Instant> awarded, Instant at) {
    List<Instant> with = new ArrayList<>(awarded);
    int found = Collections.binarySearch(with, at);
    int place = found < 0 ? -found - 1 : found;
    with.add(place, at);
    int times = limit.times();
    for (int first = Math.max(0, place - times);
        first <= place && first + times < with.size();
        first++) {
      if (Duration.between(with.get(first), with.get(first + times)).compareTo(limit.per()) < 0) {
        return false;
      }
    }
    return true;
  }
}
