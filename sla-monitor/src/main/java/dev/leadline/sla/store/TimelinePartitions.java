package dev.leadline.sla.store;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps a partition of the timeline ready for this month and the next, and drops those that are
/// older than the timeline is kept.
@Startup
@Singleton
class TimelinePartitions {
  private static final Logger LOG = Logger.getLogger(TimelinePartitions.class);
  private static final String PREFIX = "timeline_entry_";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");
  private static final long ONE_AT_A_TIME = 0x7469_6d65_6c69_6e65L;

  private final DataSource database;
  private final InstantSource time;
  private final int keptMonths;

  /// @param keptMonths how many months before this one are kept; 0 keeps all
  TimelinePartitions(
      DataSource database,
      InstantSource time,
      @ConfigProperty(name = "leadline.sla.timeline.keep-months", defaultValue = "13")
          int keptMonths) {
    this.database = database;
    this.time = time;
    this.keptMonths = keptMonths;
  }

  @PostConstruct
  @Scheduled(every = "6h", delayed = "6h")
  void keep() {
    YearMonth month = YearMonth.from(time.instant().atOffset(ZoneOffset.UTC));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
      make(statement, month);
      make(statement, month.plusMonths(1));
      for (String old : old(statement, month)) {
        statement.execute("drop table " + old);
        LOG.infof("Timeline partition dropped name=%s", old);
      }
      connection.commit();
    } catch (SQLException failed) {
      // Entries go to the rest partition meanwhile; nothing is lost.
      LOG.warn("Timeline partitions not kept, trying again later", failed);
    }
  }

  private static void make(Statement statement, YearMonth month) throws SQLException {
    statement.execute(
        "create table if not exists %s partition of timeline_entry for values from ('%s') to ('%s')"
            .formatted(PREFIX + month.format(MONTH), start(month), start(month.plusMonths(1))));
  }

  private static String start(YearMonth month) {
    return month.atDay(1) + "T00:00:00Z";
  }

  private List<String> old(Statement statement, YearMonth month) throws SQLException {
    List<String> old = new ArrayList<>();
    if (keptMonths == 0) {
      return old;
    }
    String oldest = PREFIX + month.minusMonths(keptMonths).format(MONTH);
    try (ResultSet names =
        statement.executeQuery(
            "select inhrelid::regclass::text from pg_inherits"
                + " where inhparent = 'timeline_entry'::regclass")) {
      while (names.next()) {
        String name = names.getString(1);
        if (name.matches(PREFIX + "\\d{4}_\\d{2}") && name.compareTo(oldest) < 0) {
          old.add(name);
        }
      }
    }
    return old;
  }
}
