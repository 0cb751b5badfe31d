package dev.leadline.scoring.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.Activity;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.scoring.application.LeadHistories;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The histories in PostgreSQL, a row a happening. Rows of a lead are numbered in the order in
/// which they were told, since its row in `scored_lead` is locked meanwhile.
///
/// What was told long ago falls off. A lead of which nothing was learned since is taken to have
/// been all the while what is known of it now.
@ApplicationScoped
public class PostgresHistories implements LeadHistories {
  private static final TypeReference<LeadSnapshot> SNAPSHOT = new TypeReference<>() {};
  private static final TypeReference<Activity> ACTIVITY = new TypeReference<>() {};

  private static final NewRows<Happening> ROWS =
      NewRows.<Happening>of("lead_history")
          .column("lead_id", ColumnType.UUID, Happening::lead)
          .column("at", ColumnType.TIMESTAMPTZ, Happening::at)
          .column("event", ColumnType.UUID, PostgresHistories::event)
          .column("happened_at", ColumnType.TIMESTAMPTZ, PostgresHistories::happenedAt)
          .column("snapshot", ColumnType.JSON, PostgresHistories::snapshot)
          .column("activity", ColumnType.JSON, PostgresHistories::activity);
  private static final String SELECT =
      """
      with recursive person (root, lead_id) as (
        select id, id from unnest(?::uuid[]) as asked (id)
        union
        select person.root, merged.lead_id
        from person join scored_lead as merged on merged.merged_into = person.lead_id
        where merged.merged_at <= ?)
      select root, told.lead_id, position, at, event, happened_at, snapshot, activity
      from person join lead_history as told on told.lead_id = person.lead_id
      union all
      select lead_id, lead_id, 0, ?, null, null, snapshot, null
      from scored_lead as lead
      where lead_id = any(?) and not exists (
        select from lead_history as told
        where told.lead_id = lead.lead_id and told.snapshot is not null)
      order by root, lead_id, position
      """;

  private final DataSource database;
  private final HistoryRetention retention;

  PostgresHistories(DataSource database, HistoryRetention retention) {
    this.database = database;
    this.retention = retention;
  }

  @Override
  public void append(Transaction transaction, List<Happening> happenings) throws SQLException {
    ROWS.insert(transaction.connection(), happenings);
  }

  @Override
  public Map<LeadId, History> of(Transaction transaction, Collection<LeadId> ids)
      throws SQLException {
    return read(transaction.connection(), ids, Instant.MAX);
  }

  @Override
  public History until(LeadId id, Instant at) {
    try (Connection connection = database.getConnection()) {
      return read(connection, List.of(id), at).getOrDefault(id, new History(id, List.of()));
    } catch (SQLException unreachable) {
      throw new IllegalStateException("History of lead '" + id + "' cannot be read", unreachable);
    }
  }

  private Map<LeadId, History> read(
      Connection connection, Collection<LeadId> ids, Instant mergedUntil) throws SQLException {
    Map<LeadId, List<Happening>> told = new HashMap<>();
    ids.forEach(id -> told.put(id, new ArrayList<>()));
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      select.setObject(
          2,
          mergedUntil.equals(Instant.MAX)
              ? OffsetDateTime.MAX
              : mergedUntil.atOffset(ZoneOffset.UTC));
      select.setObject(3, retention.keptSince().atOffset(ZoneOffset.UTC));
      select.setArray(4, Columns.array(connection, "uuid", ids, LeadId::value));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          told.getOrDefault(id(rows, "root"), new ArrayList<>()).add(happening(rows));
        }
      }
    }
    Map<LeadId, History> histories = new HashMap<>();
    told.forEach((id, happenings) -> histories.put(id, new History(id, happenings)));
    return histories;
  }

  private static Happening happening(ResultSet row) throws SQLException {
    Instant at = Columns.instant(row, "at");
    LeadSnapshot snapshot = Columns.readOrNull(row, "snapshot", SNAPSHOT);
    return snapshot == null
        ? new Happening.Acted(
            id(row, "lead_id"),
            row.getObject("event", UUID.class),
            Columns.read(row, "activity", ACTIVITY),
            Columns.instant(row, "happened_at"),
            at)
        : new Happening.Learned(snapshot, at);
  }

  private static LeadId id(ResultSet row, String column) throws SQLException {
    return new LeadId(row.getObject(column, UUID.class));
  }

  private static @Nullable Object event(Happening happening) {
    return happening instanceof Happening.Acted acted ? acted.event() : null;
  }

  private static @Nullable Object happenedAt(Happening happening) {
    return happening instanceof Happening.Acted acted ? acted.happenedAt() : null;
  }

  private static @Nullable Object activity(Happening happening) {
    return happening instanceof Happening.Acted acted ? Columns.json(acted.activity()) : null;
  }

  private static @Nullable Object snapshot(Happening happening) {
    return happening instanceof Happening.Learned learned ? Columns.json(learned.snapshot()) : null;
  }
}
