package dev.leadline.scoring.store;

import dev.leadline.messaging.jdbc.MonthlyPartitions;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps histories for `leadline.scoring.history.keep`, in whole months.
@Startup
@Singleton
class HistoryRetention {
  private static final Logger LOG = Logger.getLogger(HistoryRetention.class);
  private static final MonthlyPartitions MONTHS = new MonthlyPartitions("lead_history", "at");

  private final DataSource database;
  private final InstantSource time;
  private final Period kept;

  /// @param kept zero keeps all
  HistoryRetention(
      DataSource database,
      InstantSource time,
      @ConfigProperty(name = "leadline.scoring.history.keep", defaultValue = "P3Y") Period kept) {
    this.database = database;
    this.time = time;
    this.kept = kept;
  }

  /// What was told before may be gone.
  Instant keptSince() {
    return kept.isZero() ? Instant.EPOCH : MonthlyPartitions.oldest(time.instant(), kept);
  }

  @PostConstruct
  @Scheduled(every = "6h", delayed = "6h")
  void keep() {
    try {
      MONTHS
          .keep(database, time.instant(), kept)
          .forEach(name -> LOG.infof("Old histories dropped partition=%s", name));
    } catch (SQLException failed) {
      // What is told goes to the last partition meanwhile; nothing is lost.
      LOG.warn("Histories not seen to, trying again later", failed);
    }
  }
}
