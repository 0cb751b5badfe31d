package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.duration;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.text;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Leads;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.TrackedClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// The table `lead_sla`, and the clocks below it.
@ApplicationScoped
class PostgresLeads implements Leads {
  private static final String LOCK =
      "select * from lead_sla where lead_id = any(?) order by lead_id for update";

  private static final String LOCK_DUE =
      "select * from lead_sla where next_fire_at <= ?::timestamptz order by next_fire_at limit ?"
          + " for update skip locked";

  private static final String INSERT =
      """
      insert into lead_sla
        (lead_id, snapshot, journal, market, captured_at, first_response_at, ownerless, next_fire_at)
      select lead_id, convert_from(snapshot, 'UTF8')::json, convert_from(journal, 'UTF8')::json,
        market, captured_at, first_response_at, ownerless, next_fire_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as n(lead_id, snapshot, journal, market, captured_at, first_response_at, ownerless,
             next_fire_at)
      on conflict (lead_id) do nothing
      """;

  /// A snapshot that is null stays as it was.
  private static final String UPDATE =
      """
      update lead_sla l
      set snapshot = coalesce(convert_from(n.snapshot, 'UTF8')::json, l.snapshot),
          journal = convert_from(n.journal, 'UTF8')::json, market = n.market,
          captured_at = n.captured_at, first_response_at = n.first_response_at,
          ownerless = n.ownerless, next_fire_at = n.next_fire_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as n(lead_id, snapshot, journal, market, captured_at, first_response_at, ownerless,
             next_fire_at)
      where l.lead_id = n.lead_id
      """;

  /// When only time has passed.
  private static final String WIND =
      """
      update lead_sla l set ownerless = n.ownerless, next_fire_at = n.next_fire_at
      from unnest(?, ?, ?) as n(lead_id, ownerless, next_fire_at)
      where l.lead_id = n.lead_id
      """;

  private static final String RUNGS =
      "select r.* from clock_rung r join clock c on c.id = r.clock_id where c.lead_id = ?"
          + " order by r.at, r.threshold_micros";

  private final DataSource database;

  PostgresLeads(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<LeadId, LeadClocks> lock(Connection connection, Set<LeadId> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, Columns.array(connection, "uuid", ids, id -> id));
      return leads(connection, select);
    }
  }

  @Override
  public List<LeadClocks> lockDue(Connection connection, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_DUE)) {
      select.setString(1, now.toString());
      select.setInt(2, limit);
      return List.copyOf(leads(connection, select).values());
    }
  }

  @Override
  public void save(Connection connection, Collection<Change> changes, List<FiredRung> rungs)
      throws SQLException {
    List<Change> fresh = changes.stream().filter(change -> change.before() == null).toList();
    if (write(connection, INSERT, fresh) != fresh.size()) {
      throw new ConflictException("A lead was first heard of by another transaction");
    }
    Map<Boolean, List<Change>> known =
        changes.stream()
            .filter(change -> change.before() != null)
            .collect(Collectors.partitioningBy(PostgresLeads::onlyWound));
    write(connection, UPDATE, known.getOrDefault(false, List.of()));
    wind(connection, known.getOrDefault(true, List.of()));
    ClockRows.save(connection, changes);
    ClockRows.fire(connection, rungs);
  }

  private static boolean onlyWound(Change change) {
    LeadClocks before = Objects.requireNonNull(change.before());
    LeadClocks after = change.after();
    return !isNews(change)
        && before.journal().equals(after.journal())
        && Objects.equals(before.market(), after.market())
        && Objects.equals(before.firstResponse(), after.firstResponse());
  }

  @Override
  public Optional<Instant> nextFire() {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select min(next_fire_at) as next from lead_sla");
              ResultSet row = select.executeQuery()) {
            row.next();
            return Optional.ofNullable(instantOrNull(row, "next"));
          }
        });
  }

  @Override
  public Optional<LeadClocks> find(LeadId id) {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select * from lead_sla where lead_id = ?")) {
            select.setObject(1, id.value());
            return Optional.ofNullable(leads(connection, select).get(id));
          }
        });
  }

  @Override
  public List<FiredRung> firedRungs(LeadId id) {
    return Reading.from(
        database,
        connection -> {
          List<FiredRung> rungs = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(RUNGS)) {
            select.setObject(1, id.value());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                rungs.add(rung(rows));
              }
            }
          }
          return rungs;
        });
  }

  private static FiredRung rung(ResultSet row) throws SQLException {
    return new FiredRung(
        knownUuid(row, "clock_id"),
        knownText(row, "rung"),
        duration(row, "threshold_micros"),
        instant(row, "at"),
        instant(row, "fired_at"),
        List.of((String[]) row.getArray("actions").getArray()));
  }

  private static int write(Connection connection, String sql, List<Change> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      new RowArrays<>(statement, changes)
          .add("uuid", change -> change.after().id())
          .addBytes(change -> isNews(change) ? LeadJson.of(change.after().snapshot()) : null)
          .addBytes(change -> LeadJson.of(change.after().journal()))
          .add("text", change -> change.after().market())
          .add("timestamptz", change -> change.after().snapshot().capturedAt())
          .add("timestamptz", change -> change.after().firstResponse())
          .add("bool", change -> change.after().ownerless())
          .add("timestamptz", Change::nextFire);
      return statement.executeUpdate();
    }
  }

  private static boolean isNews(Change change) {
    LeadClocks before = change.before();
    return before == null || !before.snapshot().equals(change.after().snapshot());
  }

  private static void wind(Connection connection, List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(WIND)) {
      new RowArrays<>(statement, changes)
          .add("uuid", change -> change.after().id())
          .add("bool", change -> change.after().ownerless())
          .add("timestamptz", Change::nextFire);
      statement.executeUpdate();
    }
  }

  private static Map<LeadId, LeadClocks> leads(Connection connection, PreparedStatement select)
      throws SQLException {
    Map<LeadId, LeadClocks> leads = new LinkedHashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leads.put(new LeadId(knownUuid(rows, "lead_id")), lead(rows));
      }
    }
    if (!leads.isEmpty()) {
      Map<LeadId, List<TrackedClock>> clocks =
          ClockRows.of(connection, new HashSet<>(leads.keySet()));
      leads.replaceAll((id, lead) -> lead.withClocks(clocks.getOrDefault(id, List.of())));
    }
    return leads;
  }

  private static LeadClocks lead(ResultSet row) throws SQLException {
    return new LeadClocks(
        LeadJson.snapshot(knownText(row, "snapshot")),
        text(row, "market"),
        LeadJson.journal(knownText(row, "journal")),
        List.of(),
        instantOrNull(row, "first_response_at"),
        row.getBoolean("ownerless"));
  }
}
