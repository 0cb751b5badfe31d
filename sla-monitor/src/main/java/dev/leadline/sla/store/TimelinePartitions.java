package dev.leadline.sla.store;

import dev.leadline.messaging.jdbc.MonthlyPartitions;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.Period;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps a partition of the timeline ready for this month and the next, and drops those that are
/// older than the timeline is kept.
@Startup
@Singleton
class TimelinePartitions {
  private static final Logger LOG = Logger.getLogger(TimelinePartitions.class);
  private static final MonthlyPartitions MONTHS =
      new MonthlyPartitions("timeline_entry", "recorded_at");

  private final DataSource database;
  private final InstantSource time;
  private final Period kept;

  /// @param keptMonths how many months before this one are kept; 0 keeps all
  TimelinePartitions(
      DataSource database,
      InstantSource time,
      @ConfigProperty(name = "leadline.sla.timeline.keep-months", defaultValue = "13")
          int keptMonths) {
    this.database = database;
    this.time = time;
    this.kept = Period.ofMonths(keptMonths);
  }

  @PostConstruct
  @Scheduled(every = "6h", delayed = "6h")
  void keep() {
    try {
      MONTHS
          .keep(database, time.instant(), kept)
          .forEach(name -> LOG.infof("Timeline partition dropped name=%s", name));
    } catch (SQLException failed) {
      // Entries go to the rest partition meanwhile; nothing is lost.
      LOG.warn("Timeline partitions not kept, trying again later", failed);
    }
  }
}
