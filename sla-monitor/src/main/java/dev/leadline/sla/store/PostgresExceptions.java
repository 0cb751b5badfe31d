package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.text;
import static dev.leadline.sla.store.Rows.uuid;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Exceptions;
import dev.leadline.sla.exception.ExceptionCase;
import dev.leadline.sla.exception.ExceptionCase.State;
import dev.leadline.sla.exception.Wave;
import dev.leadline.sla.exception.Wave.OfRaised;
import dev.leadline.sla.exception.Wave.OfResolved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `exception_case`: written set-based, read by people through [ExceptionRepository].
@ApplicationScoped
class PostgresExceptions implements Exceptions {
  private static final String RAISE =
      """
      insert into exception_case as e
        (id, reason, subject, service, lead_id, detail, next_step, state, count, first_raised_at,
         last_raised_at)
      select id, reason, subject, service, lead_id, detail, next_step, 'OPEN', times, first_at, last_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as n(id, reason, subject, service, lead_id, detail, next_step, times, first_at, last_at)
      order by reason, subject
      on conflict (reason, subject) where state <> 'RESOLVED' do update
      set count = e.count + excluded.count,
          detail = excluded.detail,
          next_step = excluded.next_step,
          last_raised_at = greatest(e.last_raised_at, excluded.last_raised_at)
      """;

  private static final String RESOLVE =
      """
      update exception_case e
      set state = 'RESOLVED', handled_by = n.service, handled_at = n.at, note = n.note
      from unnest(?, ?, ?, ?, ?) as n(reason, subject, service, at, note)
      where e.reason = n.reason and e.subject = n.subject and e.state <> 'RESOLVED'
        and e.last_raised_at <= n.at
      """;

  private static final String HANDLED =
      "update exception_case set state = ?, handled_by = ?, handled_at = ?::timestamptz, note = ?,"
          + " assigned_to = coalesce(?, assigned_to) where id = ?";

  private static final String GROUPS =
      """
      select reason, service, count(*) as open, sum(count) as raised, min(first_raised_at) as oldest,
        max(last_raised_at) as newest, (array_agg(detail order by last_raised_at desc))[1] as detail
      from exception_case
      where state <> 'RESOLVED'
      group by 1, 2 order by 3 desc, 1, 2
      """;

  private final DataSource database;
  private final ExceptionRepository repository;

  PostgresExceptions(DataSource database, ExceptionRepository repository) {
    this.database = database;
    this.repository = repository;
  }

  @Override
  public void apply(Connection connection, List<Wave> waves) throws SQLException {
    for (Wave wave : waves) {
      switch (wave) {
        case OfRaised it -> raise(connection, it);
        case OfResolved it -> resolve(connection, it);
      }
    }
  }

  private static void raise(Connection connection, OfRaised wave) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RAISE)) {
      new RowArrays<>(insert, wave.raised())
          .add("uuid", Wave.Raised::id)
          .add("text", raised -> raised.latest().reason())
          .add("text", raised -> raised.latest().subject())
          .add("text", raised -> raised.latest().service())
          .add("uuid", raised -> raised.latest().lead())
          .add("text", raised -> raised.latest().detail())
          .add("text", raised -> raised.latest().nextStep())
          .add("int4", Wave.Raised::times)
          .add("timestamptz", Wave.Raised::firstAt)
          .add("timestamptz", Wave.Raised::lastAt);
      insert.executeUpdate();
    }
  }

  private static void resolve(Connection connection, OfResolved wave) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RESOLVE)) {
      new RowArrays<>(update, wave.resolved())
          .add("text", resolved -> resolved.event().reason())
          .add("text", resolved -> resolved.event().subject())
          .add("text", resolved -> resolved.event().service())
          .add("timestamptz", Wave.Resolved::at)
          .add("text", resolved -> resolved.event().note());
      update.executeUpdate();
    }
  }

  @Override
  public Optional<ExceptionCase> lock(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from exception_case where id = ? for update")) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(exceptionCase(row)) : Optional.empty();
      }
    }
  }

  @Override
  public void handled(
      Connection connection,
      UUID id,
      State state,
      String by,
      Instant at,
      @Nullable String note,
      @Nullable String assignee)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(HANDLED)) {
      update.setString(1, state.name());
      update.setString(2, by);
      update.setString(3, at.toString());
      update.setString(4, note);
      update.setString(5, assignee);
      update.setObject(6, id);
      update.executeUpdate();
    }
  }

  @Override
  @Transactional
  public List<ExceptionCase> list(Query query) {
    return repository.newest(query).stream().map(ExceptionEntity::value).toList();
  }

  @Override
  public Map<ExceptionReason, Open> openByReason() {
    return Reading.from(
        database,
        connection -> {
          Map<ExceptionReason, Open> open = new EnumMap<>(ExceptionReason.class);
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select reason, count(*) as open, min(first_raised_at) as oldest from exception_case"
                          + " where state <> 'RESOLVED' group by reason");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              open.put(
                  ExceptionReason.valueOf(knownText(rows, "reason")),
                  new Open(rows.getLong("open"), instant(rows, "oldest")));
            }
          }
          return open;
        });
  }

  @Override
  public List<Group> groups() {
    return Reading.from(
        database,
        connection -> {
          List<Group> groups = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(GROUPS);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              groups.add(
                  new Group(
                      ExceptionReason.valueOf(knownText(rows, "reason")),
                      knownText(rows, "service"),
                      rows.getLong("open"),
                      rows.getLong("raised"),
                      instant(rows, "oldest"),
                      instant(rows, "newest"),
                      knownText(rows, "detail")));
            }
          }
          return groups;
        });
  }

  private static ExceptionCase exceptionCase(ResultSet row) throws SQLException {
    UUID lead = uuid(row, "lead_id");
    return new ExceptionCase(
        knownUuid(row, "id"),
        ExceptionReason.valueOf(knownText(row, "reason")),
        knownText(row, "subject"),
        knownText(row, "service"),
        lead == null ? null : new LeadId(lead),
        knownText(row, "detail"),
        knownText(row, "next_step"),
        State.valueOf(knownText(row, "state")),
        row.getInt("count"),
        instant(row, "first_raised_at"),
        instant(row, "last_raised_at"),
        text(row, "assigned_to"),
        text(row, "handled_by"),
        instantOrNull(row, "handled_at"),
        text(row, "note"));
  }
}
