package dev.leadline.routing.roster;

import dev.leadline.routing.store.Rosters;
import dev.leadline.scoring.fit.Fit;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/// Breaks every rule of a feature, for [dev.leadline.testsupport.ArchitectureRulesTest].
final class RosterManager {
  private RosterManager() {}

  static String decide(Rosters rosters, Fit fit) {
    return ""
        + rosters.all()
        + UUID.randomUUID()
        + Instant.now()
        + new Random(fit.points()).nextInt();
  }
}
