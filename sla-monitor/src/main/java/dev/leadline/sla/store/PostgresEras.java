package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;

import dev.leadline.events.LeadId;
import dev.leadline.sla.application.EraStore;
import dev.leadline.sla.clock.Era;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `era`.
@ApplicationScoped
class PostgresEras implements EraStore {
  private static final String UNSWEPT =
      """
      select number, swept_to from era
      where not swept and since <= ?::timestamptz and number = (select max(number) from era)
      for update skip locked
      """;

  private static final String OPEN =
      """
      select distinct lead_id from clock
      where closed_at is null and (?::uuid is null or lead_id > ?::uuid)
      order by lead_id limit ?
      """;

  private static final String SWEPT =
      "update era set swept_to = coalesce(?::uuid, swept_to), swept = ? where number = ?";

  private final DataSource database;

  PostgresEras(DataSource database) {
    this.database = database;
  }

  @Override
  public int newest() {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select max(number) as newest from era");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt("newest");
          }
        });
  }

  @Override
  public List<Era> lock(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("lock table era in share row exclusive mode");
    }
    List<Era> eras = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("select * from era order by number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        eras.add(
            EraJson.read(
                rows.getInt("number"), instant(rows, "since"), knownText(rows, "content")));
      }
    }
    return eras;
  }

  @Override
  public void add(Connection connection, Era era, String policyVersion) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into era (number, since, policy, content, swept)"
                + " values (?, ?::timestamptz, ?, ?::json, ?)")) {
      insert.setInt(1, era.number());
      insert.setString(2, era.since().toString());
      insert.setString(3, policyVersion);
      insert.setString(4, EraJson.of(era));
      insert.setBoolean(5, era.number() == 1);
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Sweep> sweep(Connection connection, Instant until) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNSWEPT)) {
      select.setString(1, until.toString());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Sweep(row.getInt("number"), open(connection, Rows.uuid(row, "swept_to"))))
            : Optional.empty();
      }
    }
  }

  private static List<LeadId> open(Connection connection, @Nullable UUID after)
      throws SQLException {
    List<LeadId> leads = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OPEN)) {
      select.setObject(1, after);
      select.setObject(2, after);
      select.setInt(3, PORTION);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          leads.add(new LeadId(knownUuid(rows, "lead_id")));
        }
      }
    }
    return leads;
  }

  @Override
  public void swept(Connection connection, Sweep sweep, boolean done) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SWEPT)) {
      update.setObject(1, sweep.leads().isEmpty() ? null : sweep.leads().getLast().value());
      update.setBoolean(2, done);
      update.setInt(3, sweep.era());
      update.executeUpdate();
    }
  }
}
