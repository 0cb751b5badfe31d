package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.duration;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.text;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.sla.application.Leads;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.TrackedClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `lead_sla`, the timers beside it and the clocks below it.
@ApplicationScoped
class PostgresLeads implements Leads {
  private static final String OF_LEADS =
      "select * from lead_sla where lead_id = any(?) order by lead_id";

  private static final String STATES = OF_LEADS + ";" + ClockRows.OF_LEADS;

  /// One after the other in one message: each sees what was committed before it began.
  private static final String LOCK = LeadTimers.LOCK + ";" + STATES;

  private static final NewRows<Change> ROWS =
      NewRows.<Change>of("lead_sla")
          .column("lead_id", ColumnType.UUID, change -> change.after().id())
          .column("snapshot", ColumnType.JSON, PostgresLeads::news)
          .column("journal", ColumnType.JSON, change -> LeadJson.of(change.after().journal()))
          .column("market", ColumnType.TEXT, change -> change.after().market())
          .column("captured_at", ColumnType.TIMESTAMPTZ, PostgresLeads::capturedAt)
          .column(
              "first_response_at", ColumnType.TIMESTAMPTZ, change -> change.after().firstResponse())
          .column("ownerless", ColumnType.BOOLEAN, change -> change.after().ownerless());

  /// A snapshot that is null stays as it was.
  private static final String UPDATE =
      """
      update lead_sla l
      set snapshot = coalesce(n.snapshot::json, l.snapshot),
          journal = n.journal::json, market = n.market,
          captured_at = n.captured_at, first_response_at = n.first_response_at,
          ownerless = n.ownerless
      from unnest(?, ?, ?, ?, ?, ?, ?)
        as n(lead_id, snapshot, journal, market, captured_at, first_response_at, ownerless)
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
    Array keys = Columns.array(connection, "uuid", ids, id -> id);
    try (PreparedStatement statements = connection.prepareStatement(LOCK)) {
      statements.setArray(1, keys);
      statements.setArray(2, keys);
      statements.setArray(3, keys);
      statements.execute();
      statements.getMoreResults();
      return leads(statements);
    }
  }

  @Override
  public List<LeadClocks> lockDue(Connection connection, Instant now, int limit)
      throws SQLException {
    List<LeadId> due = LeadTimers.lockDue(connection, now, limit);
    Map<LeadId, LeadClocks> leads = due.isEmpty() ? Map.of() : states(connection, due);
    return due.stream().flatMap(id -> Stream.ofNullable(leads.get(id))).toList();
  }

  @Override
  public void save(Connection connection, Collection<Change> changes, List<FiredRung> rungs)
      throws SQLException {
    List<Change> fresh = changes.stream().filter(change -> change.before() == null).toList();
    List<Change> known = changes.stream().filter(change -> change.before() != null).toList();
    ROWS.insert(connection, fresh);
    update(connection, known.stream().filter(change -> !onlyWound(change)).toList());
    LeadTimers.insert(connection, fresh);
    LeadTimers.wind(connection, known);
    ClockRows.save(connection, changes);
    ClockRows.fire(connection, rungs);
  }

  /// Whether only time has passed for a lead that was known.
  private static boolean onlyWound(Change change) {
    LeadClocks before = Objects.requireNonNull(change.before());
    LeadClocks after = change.after();
    return !isNews(change)
        && before.ownerless() == after.ownerless()
        && before.journal().equals(after.journal())
        && Objects.equals(before.market(), after.market())
        && Objects.equals(before.firstResponse(), after.firstResponse());
  }

  @Override
  public Optional<Instant> nextFire() {
    return Reading.from(database, LeadTimers::next);
  }

  @Override
  public Optional<LeadClocks> find(LeadId id) {
    return Reading.from(
        database, connection -> Optional.ofNullable(states(connection, List.of(id)).get(id)));
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

  private static void update(Connection connection, List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      ROWS.bind(statement, changes);
      statement.executeUpdate();
    }
  }

  private static Instant capturedAt(Change change) {
    return change.after().snapshot().capturedAt();
  }

  /// What is written of the snapshot; null where it is as it was.
  private static byte @Nullable [] news(Change change) {
    return isNews(change) ? LeadJson.of(change.after().snapshot()) : null;
  }

  private static boolean isNews(Change change) {
    LeadClocks before = change.before();
    return before == null || !before.snapshot().equals(change.after().snapshot());
  }

  private static Map<LeadId, LeadClocks> states(Connection connection, Collection<LeadId> ids)
      throws SQLException {
    Array keys = Columns.array(connection, "uuid", ids, id -> id);
    try (PreparedStatement statements = connection.prepareStatement(STATES)) {
      statements.setArray(1, keys);
      statements.setArray(2, keys);
      statements.execute();
      return leads(statements);
    }
  }

  /// The results of [#STATES], of which the first is at hand.
  private static Map<LeadId, LeadClocks> leads(PreparedStatement statements) throws SQLException {
    Map<LeadId, LeadClocks> leads = new LinkedHashMap<>();
    try (ResultSet rows = statements.getResultSet()) {
      while (rows.next()) {
        leads.put(new LeadId(knownUuid(rows, "lead_id")), lead(rows));
      }
    }
    statements.getMoreResults();
    try (ResultSet rows = statements.getResultSet()) {
      Map<LeadId, List<TrackedClock>> clocks = ClockRows.of(rows);
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
