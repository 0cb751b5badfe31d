package dev.leadline.sla.application;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Forgets facts of the scorecard that are older than they are kept.
@ApplicationScoped
class ScorecardRetention {
  private static final Logger LOG = Logger.getLogger(ScorecardRetention.class);

  private final Scorecards scorecards;
  private final InstantSource time;
  private final int keptMonths;

  /// @param keptMonths how many months before now are kept; 0 keeps all
  ScorecardRetention(
      Scorecards scorecards,
      InstantSource time,
      @ConfigProperty(name = "leadline.sla.scorecard.keep-months", defaultValue = "60")
          int keptMonths) {
    this.scorecards = scorecards;
    this.time = time;
    this.keptMonths = keptMonths;
  }

  @Scheduled(every = "6h", delayed = "20m")
  void forgetOld() {
    if (keptMonths == 0) {
      return;
    }
    long forgotten =
        scorecards.removeBefore(
            time.instant().atOffset(ZoneOffset.UTC).minusMonths(keptMonths).toInstant());
    if (forgotten > 0) {
      LOG.infof("Facts of the scorecard forgotten facts=%d keptMonths=%d", forgotten, keptMonths);
    }
  }
}
