package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.duration;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.micros;
import static dev.leadline.sla.store.Rows.text;

import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.CopyRows;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.sla.application.Leads.Change;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Phase;
import dev.leadline.sla.clock.Standing;
import dev.leadline.sla.clock.Terms;
import dev.leadline.sla.clock.TrackedClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables `clock` and `clock_rung`.
final class ClockRows {
  /// How far a clock has climbed is what the highest rung says that has fired; a clock is not
  /// written for that.
  static final String OF_LEADS =
      """
      select *, greatest(climbed_micros,
        (select max(threshold_micros) from clock_rung where clock_id = clock.id)) as reached_micros
      from clock where lead_id = any(?) order by started_at, id
      """;

  /// The columns that change.
  private static final NewRows<Row> STANDING =
      NewRows.<Row>of("clock")
          .column("id", ColumnType.UUID, ofTerms(Terms::id))
          .column("phase", ColumnType.TEXT, standing(Standing::phase))
          .column("started_at", ColumnType.TIMESTAMPTZ, standing(Standing::startedAt))
          .column("used_micros", ColumnType.BIGINT, standing(it -> micros(it.used())))
          .column("running_since", ColumnType.TIMESTAMPTZ, standing(Standing::runningSince))
          .column("due_at", ColumnType.TIMESTAMPTZ, standing(Standing::due))
          .column("owner", ColumnType.TEXT, standing(Standing::owner))
          .column("calendar", ColumnType.TEXT, standing(Standing::calendar))
          .column("closed_at", ColumnType.TIMESTAMPTZ, standing(Standing::closedAt))
          .column("cause", ColumnType.TEXT, standing(Standing::cause))
          .column("systems_micros", ColumnType.BIGINT, split(TimeSplit::systems))
          .column("waiting_micros", ColumnType.BIGINT, split(TimeSplit::waiting))
          .column("people_micros", ColumnType.BIGINT, split(TimeSplit::people))
          .column("climbed_micros", ColumnType.BIGINT, row -> micros(row.clock().climbed()));

  private static final NewRows<Row> FRESH =
      STANDING
          .column("lead_id", ColumnType.UUID, Row::lead)
          .column("target", ColumnType.TEXT, ofTerms(Terms::target))
          .column("stage", ColumnType.TEXT, ofTerms(Terms::stage))
          .column("visit", ColumnType.INTEGER, ofTerms(Terms::visit))
          .column("start_event", ColumnType.UUID, ofTerms(Terms::start))
          .column("correlation", ColumnType.TEXT, ofTerms(Terms::correlation))
          .column("segment", ColumnType.TEXT, ofTerms(Terms::segment))
          .column("market", ColumnType.TEXT, ofTerms(Terms::market))
          .column("budget_micros", ColumnType.BIGINT, ofTerms(terms -> micros(terms.budget())));

  /// What is promised stays.
  private static final String UPDATE =
      """
      update clock c
      set phase = n.phase, started_at = n.started_at, used_micros = n.used_micros,
          running_since = n.running_since, due_at = n.due_at, owner = n.owner,
          calendar = n.calendar, closed_at = n.closed_at, cause = n.cause,
          systems_micros = n.systems_micros, waiting_micros = n.waiting_micros,
          people_micros = n.people_micros,
          climbed_micros = greatest(c.climbed_micros, n.climbed_micros)
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as n(id, phase, started_at, used_micros, running_since, due_at, owner, calendar, closed_at,
             cause, systems_micros, waiting_micros, people_micros, climbed_micros)
      where c.id = n.id
      """;

  private static final String COPY_RUNGS =
      """
      copy clock_rung (clock_id, rung, threshold_micros, at, fired_at, actions)
      from stdin (format binary)
      """;

  private static final int RUNG_COLUMNS = 6;
  private static final String UNIQUE_VIOLATION = "23505";

  private ClockRows() {}

  /// @param lead whose clock it is
  private record Row(LeadId lead, TrackedClock clock) {}

  /// The clocks by lead, each in the order in which they started.
  ///
  /// @param rows the result of [#OF_LEADS]
  static Map<LeadId, List<TrackedClock>> of(ResultSet rows) throws SQLException {
    Map<LeadId, List<TrackedClock>> clocks = new HashMap<>();
    while (rows.next()) {
      clocks
          .computeIfAbsent(new LeadId(knownUuid(rows, "lead_id")), _ -> new ArrayList<>())
          .add(clock(rows));
    }
    return clocks;
  }

  /// Writes the clocks that changed otherwise than by climbing.
  static void save(Connection connection, Collection<Change> changes) throws SQLException {
    List<Row> fresh = new ArrayList<>();
    List<Row> moved = new ArrayList<>();
    for (Change change : changes) {
      Map<UUID, TrackedClock> before = clocks(change.before());
      for (TrackedClock clock : change.after().clocks()) {
        TrackedClock known = before.get(clock.terms().id());
        if (known == null || !clock.standing().equals(known.standing())) {
          (known == null ? fresh : moved).add(new Row(change.after().id(), clock));
        }
      }
    }
    FRESH.insert(connection, fresh);
    update(connection, moved);
  }

  private static Map<UUID, TrackedClock> clocks(@Nullable LeadClocks lead) {
    return lead == null
        ? Map.of()
        : lead.clocks().stream().collect(Collectors.toMap(it -> it.terms().id(), it -> it));
  }

  private static void update(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      STANDING.bind(update, rows);
      update.executeUpdate();
    }
  }

  /// Notes rungs as fired; throws [ConflictException] when one of them was already.
  static void fire(Connection connection, List<FiredRung> rungs) throws SQLException {
    if (rungs.isEmpty()) {
      return;
    }
    CopyRows rows = new CopyRows(RUNG_COLUMNS);
    for (FiredRung rung : rungs) {
      rows.row()
          .add(rung.clock())
          .add(rung.name())
          .add(micros(rung.threshold()))
          .add(rung.at())
          .add(rung.firedAt())
          .add(rung.actions());
    }
    try {
      rows.into(connection, COPY_RUNGS);
    } catch (SQLException refused) {
      if (UNIQUE_VIOLATION.equals(refused.getSQLState())) {
        throw new ConflictException("A rung was fired by another monitor");
      }
      throw refused;
    }
  }

  private static TrackedClock clock(ResultSet row) throws SQLException {
    Terms terms =
        new Terms(
            knownUuid(row, "id"),
            knownText(row, "target"),
            text(row, "stage"),
            row.getInt("visit"),
            knownUuid(row, "start_event"),
            knownText(row, "correlation"),
            text(row, "segment"),
            text(row, "market"),
            duration(row, "budget_micros"));
    Standing standing =
        new Standing(
            Phase.valueOf(knownText(row, "phase")),
            instant(row, "started_at"),
            duration(row, "used_micros"),
            instantOrNull(row, "running_since"),
            instantOrNull(row, "due_at"),
            text(row, "owner"),
            knownText(row, "calendar"),
            instantOrNull(row, "closed_at"),
            text(row, "cause"),
            split(row));
    return new TrackedClock(terms, standing, duration(row, "reached_micros"));
  }

  private static @Nullable TimeSplit split(ResultSet row) throws SQLException {
    return row.getObject("systems_micros") == null
        ? null
        : new TimeSplit(
            duration(row, "systems_micros"),
            duration(row, "waiting_micros"),
            duration(row, "people_micros"));
  }

  private static Function<Row, @Nullable Object> ofTerms(Function<Terms, @Nullable Object> part) {
    return row -> part.apply(row.clock().terms());
  }

  private static Function<Row, @Nullable Object> standing(
      Function<Standing, @Nullable Object> part) {
    return row -> part.apply(row.clock().standing());
  }

  private static Function<Row, @Nullable Object> split(
      Function<TimeSplit, java.time.Duration> part) {
    return row -> {
      TimeSplit split = row.clock().standing().split();
      return split == null ? null : micros(part.apply(split));
    };
  }
}
