package dev.leadline.routing.roster;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A feature as it should be, for [dev.leadline.testsupport.ArchitectureRulesTest].
public record Roster(List<String> members, Instant at) {
  static int total(int[] weights) {
    return Arrays.stream(weights.clone()).sum();
  }
}
