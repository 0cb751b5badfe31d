package dev.leadline.stack.bench.clocks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;

/// Open clocks made in the monitors' database by multiplying one that was started by events: rows
/// are what the monitor itself would have written had each lead been told of, other than that no
/// timeline is there. A million of them by events would take longer than the measurement.
final class SeededClocks {
  private static final int PORTION = 50_000;

  private static final String MADE =
      """
      (select (? || lpad(to_hex(number), 12, '0'))::uuid as lead, due, due - before as began,
         (extract(epoch from due - before) * 1000000)::bigint::text as began_text
       from (select number, ?::timestamptz + number * ?::bigint * interval '1 microsecond' as due,
               ?::bigint * interval '1 microsecond' as before
             from generate_series(?::bigint, ?::bigint) as number) counted) made
      """;

  /// Every instant in a lead's row is that at which the template began, as its events say; JSON has
  /// it in microseconds.
  private static final String LEADS =
      """
      insert into lead_sla
        (lead_id, snapshot, journal, market, captured_at, ownerless)
      select made.lead,
        replace(replace(snapshot::text, template.lead_id::text, made.lead::text),
                ?, made.began_text)::json,
        replace(journal::text, ?, made.began_text)::json,
        market, made.began, ownerless
      from lead_sla template,
      """
          + MADE
          + """
          where template.lead_id = ?::uuid
          """;

  private static final String TIMERS =
      "insert into lead_timer (lead_id, next_fire_at) select made.lead, made.due from " + MADE;

  private static final String CLOCKS =
      """
      insert into clock
        (id, lead_id, target, stage, visit, start_event, correlation, segment, market,
         budget_micros, phase, started_at, used_micros, running_since, due_at, owner, calendar,
         climbed_micros)
      select gen_random_uuid(), made.lead, target, stage, visit, start_event, correlation, segment,
        market, budget_micros, phase, made.began, 0, made.began,
        made.began + budget_micros * interval '1 microsecond', owner, calendar, ?
      from clock template,
      """
          + MADE
          + """
          where template.lead_id = ?::uuid
          """;

  private final String jdbcUrl;
  private final Instant templateBegan;

  /// @param templateBegan when the template began: the only number of that size in its rows
  SeededClocks(String jdbcUrl, Instant templateBegan) {
    this.jdbcUrl = jdbcUrl;
    this.templateBegan = templateBegan;
  }

  /// Which rung comes next, and when.
  ///
  /// @param firstDue when the first lead's comes due
  /// @param gap between one lead and the next
  /// @param share of the budget that is used then
  /// @param climbed share of the budget up to which rungs have fired
  record Next(Instant firstDue, Duration gap, double share, double climbed) {}

  /// Makes clocks that are open and owned.
  ///
  /// @param progress told how many there are
  void add(Cohort cohort, int count, Next next, LongConsumer progress) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      for (int from = 0; from < count; from += PORTION) {
        int to = Math.min(count, from + PORTION) - 1;
        connection.setAutoCommit(false);
        insertLeads(connection, cohort, next, from, to);
        insertTimers(connection, cohort, next, from, to);
        insertClocks(connection, cohort, next, from, to);
        connection.commit();
        progress.accept(to + 1L);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("Clocks cannot be made", failed);
    }
  }

  private void insertLeads(Connection connection, Cohort cohort, Next next, int from, int to)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(LEADS)) {
      insert.setString(1, Long.toString(Micros.of(templateBegan)));
      insert.setString(2, Long.toString(Micros.of(templateBegan)));
      int index = made(insert, 3, cohort, next, from, to);
      insert.setString(index, Cohort.TEMPLATE.lead(0).toString());
      insert.executeUpdate();
    }
  }

  private static void insertTimers(
      Connection connection, Cohort cohort, Next next, int from, int to) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(TIMERS)) {
      made(insert, 1, cohort, next, from, to);
      insert.executeUpdate();
    }
  }

  private static void insertClocks(
      Connection connection, Cohort cohort, Next next, int from, int to) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLOCKS)) {
      insert.setLong(1, micros(BenchPolicy.share(next.climbed())));
      int index = made(insert, 2, cohort, next, from, to);
      insert.setString(index, Cohort.TEMPLATE.lead(0).toString());
      insert.executeUpdate();
    }
  }

  private static int made(
      PreparedStatement insert, int index, Cohort cohort, Next next, int from, int to)
      throws SQLException {
    insert.setString(index, cohort.prefix());
    insert.setString(index + 1, next.firstDue().toString());
    insert.setLong(index + 2, micros(next.gap()));
    insert.setLong(index + 3, micros(BenchPolicy.share(next.share())));
    insert.setLong(index + 4, from);
    insert.setLong(index + 5, to);
    return index + 6;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /// Writes down what was made and looks at it, so that what follows is not measured with it.
  void settle() {
    run("analyze");
    run("checkpoint");
  }

  private void run(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException("'" + sql + "' failed", failed);
    }
  }

  /// How many clocks are open.
  long open() {
    return count("select count(*) from clock where closed_at is null");
  }

  /// How many rungs of a cohort were fired more than once, as the timeline tells it.
  long firedTwice(Cohort cohort) {
    return count(
        """
        select count(*) from (
          select event_id from timeline_entry
          where lead_id between '%s' and '%s' and type in ('ClockWarned', 'ClockBreached')
          group by event_id having count(*) > 1) repeated
        """
            .formatted(cohort.lead(0), cohort.lead(0xFFFF_FFFF_FFFFL)));
  }

  /// Whether the template is there, owner and all.
  boolean hasTemplate() {
    return count(
            "select count(*) from clock where owner is not null and lead_id = '%s'"
                .formatted(Cohort.TEMPLATE.lead(0)))
        == 1;
  }

  private long count(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException("Clocks cannot be counted", failed);
    }
  }
}
