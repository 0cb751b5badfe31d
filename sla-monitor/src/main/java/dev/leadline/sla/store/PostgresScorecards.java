package dev.leadline.sla.store;

import static dev.leadline.sla.store.Columns.knownText;

import dev.leadline.sla.application.Scorecards;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Adds up clocks and answers.
@ApplicationScoped
class PostgresScorecards implements Scorecards {
  private static final String TARGETS =
      """
      select target, coalesce(market, 'none') as segment,
        count(*) filter (where phase = 'MET' and used_micros <= budget_micros) as met,
        count(*) filter (where phase = 'MET' and used_micros > budget_micros) as met_late,
        count(*) filter (where phase = 'CANCELLED') as cancelled,
        count(*) filter (where closed_at is null) as open,
        count(*) filter (where closed_at is null and climbed_micros >= budget_micros) as open_breached
      from clock
      where closed_at is null or (closed_at >= ?::timestamptz and closed_at < ?::timestamptz)
      group by 1, 2 order by 1, 2
      """;

  private static final String RESPONSES =
      """
      select coalesce(market, 'none') as segment, count(*) as leads,
        percentile_cont(0.5) within group (order by seconds) as median,
        percentile_cont(0.9) within group (order by seconds) as p90
      from (
        select market, extract(epoch from first_response_at - captured_at)::float8 as seconds
        from lead_sla
        where first_response_at >= ?::timestamptz and first_response_at < ?::timestamptz
      ) answered
      group by 1 order by 1
      """;

  private final DataSource database;

  PostgresScorecards(DataSource database) {
    this.database = database;
  }

  @Override
  public Scorecard between(Instant from, Instant to) {
    return Reading.from(
        database,
        connection ->
            new Scorecard(
                from,
                to,
                lines(connection, TARGETS, from, to, PostgresScorecards::target),
                lines(connection, RESPONSES, from, to, PostgresScorecards::response)));
  }

  @Override
  public List<OpenClocks> openClocks() {
    return Reading.from(
        database,
        connection -> {
          List<OpenClocks> open = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select target, count(*) as open from clock where closed_at is null"
                          + " group by target");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              open.add(new OpenClocks(knownText(rows, "target"), rows.getLong("open")));
            }
          }
          return open;
        });
  }

  @FunctionalInterface
  private interface Line<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> lines(
      Connection connection, String sql, Instant from, Instant to, Line<T> line)
      throws SQLException {
    List<T> lines = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, from.toString());
      select.setString(2, to.toString());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(line.of(rows));
        }
      }
    }
    return lines;
  }

  private static TargetLine target(ResultSet row) throws SQLException {
    return new TargetLine(
        knownText(row, "target"),
        knownText(row, "segment"),
        row.getLong("met"),
        row.getLong("met_late"),
        row.getLong("cancelled"),
        row.getLong("open"),
        row.getLong("open_breached"));
  }

  private static ResponseLine response(ResultSet row) throws SQLException {
    return new ResponseLine(
        knownText(row, "segment"),
        row.getLong("leads"),
        row.getDouble("median"),
        row.getDouble("p90"));
  }
}
