package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.text;

import dev.leadline.events.LeadId;
import dev.leadline.sla.application.ClockBoard;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads the open ones of the table `clock`, by the index of those.
@ApplicationScoped
class PostgresClockBoard implements ClockBoard {
  /// A row tells of a breach at the latest when it is written again; until then its due does.
  private static final String OPEN = "closed_at is null";

  private static final String BREACHED =
      OPEN + " and (climbed_micros >= budget_micros or due_at <= asked.now)";
  private static final String NEAR =
      OPEN
          + " and phase = 'RUNNING' and climbed_micros < budget_micros and due_at > asked.now"
          + " and due_at <= asked.now + budget_micros * interval '1 microsecond' / 5";

  private static final String FROM = " from clock, (select ?::timestamptz as now) asked where ";

  private static final String COUNTS =
      "select target, count(*) as open, count(*) filter (where %s) as near,".formatted(NEAR)
          + " count(*) filter (where %s) as breached".formatted(BREACHED)
          + FROM
          + OPEN
          + " group by 1 order by 1";

  private final DataSource database;

  PostgresClockBoard(DataSource database) {
    this.database = database;
  }

  @Override
  public List<Counts> counts(Instant now) {
    return Reading.from(
        database,
        connection -> {
          List<Counts> counts = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
            select.setString(1, now.toString());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                counts.add(
                    new Counts(
                        knownText(rows, "target"),
                        rows.getLong("open"),
                        rows.getLong("near"),
                        rows.getLong("breached")));
              }
            }
          }
          return counts;
        });
  }

  @Override
  public List<Line> list(
      Which which, @Nullable String target, Instant now, @Nullable UUID after, int limit) {
    return Reading.from(
        database,
        connection -> {
          List<Line> lines = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(list(which))) {
            select.setString(1, now.toString());
            select.setString(2, target);
            select.setString(3, target);
            select.setObject(4, after);
            select.setObject(5, after);
            select.setInt(6, limit);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                lines.add(line(rows));
              }
            }
          }
          return lines;
        });
  }

  private static String list(Which which) {
    return """
    select id, lead_id, target, market, owner, budget_micros, started_at, due_at
    %s %s and (?::text is null or target = ?)
      and (?::uuid is null or (coalesce(due_at, 'infinity'), id) >
        (select coalesce(due_at, 'infinity'), id from clock where id = ?))
    order by coalesce(due_at, 'infinity'), id limit ?
    """
        .formatted(FROM, condition(which));
  }

  private static String condition(Which which) {
    return switch (which) {
      case OPEN -> OPEN;
      case NEAR -> NEAR;
      case BREACHED -> BREACHED;
    };
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        knownUuid(row, "id"),
        new LeadId(knownUuid(row, "lead_id")),
        knownText(row, "target"),
        text(row, "market"),
        text(row, "owner"),
        Duration.of(row.getLong("budget_micros"), ChronoUnit.MICROS),
        instant(row, "started_at"),
        instantOrNull(row, "due_at"));
  }
}
