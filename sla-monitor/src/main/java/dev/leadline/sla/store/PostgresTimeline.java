package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.text;
import static dev.leadline.sla.store.Rows.uuid;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.CopyRows;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Timeline;
import dev.leadline.sla.timeline.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The table `timeline_entry`, a partition a month, and who was merged into whom.
@ApplicationScoped
class PostgresTimeline implements Timeline {
  private static final String APPEND =
      """
      copy timeline_entry
        (lead_id, recorded_at, event_id, happened_at, sequence, type, source, correlation,
         causation, policy_version, data)
      from stdin (format binary)
      """;

  private static final int COLUMNS = 11;

  private static final String MERGED =
      "insert into lead_alias (absorbed, survivor) select * from unnest(?, ?) on conflict do nothing";

  private static final String ENTRIES =
      """
      with recursive one_person (lead_id) as (
        select ?::uuid
        union
        select absorbed from lead_alias join one_person on survivor = lead_id
      )
      select * from timeline_entry where lead_id = any(array(select lead_id from one_person))
      """;

  private final DataSource database;

  PostgresTimeline(DataSource database) {
    this.database = database;
  }

  @Override
  public void append(Connection connection, List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    CopyRows rows = new CopyRows(COLUMNS);
    for (Entry entry : entries) {
      rows.row()
          .add(entry.lead().value())
          .add(entry.recordedAt())
          .add(entry.id())
          .add(entry.happenedAt())
          .add(entry.sequence())
          .add(entry.type())
          .add(entry.source())
          .add(entry.correlation())
          .add(entry.causation())
          .add(entry.policyVersion())
          .add(entry.data());
    }
    rows.into(connection, APPEND);
  }

  @Override
  public void merged(Connection connection, List<Merge> merges) throws SQLException {
    if (merges.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(MERGED)) {
      new RowArrays<>(insert, merges).add("uuid", Merge::absorbed).add("uuid", Merge::survivor);
      insert.executeUpdate();
    }
  }

  @Override
  public List<Entry> entries(LeadId id) {
    return Reading.from(
        database,
        connection -> {
          List<Entry> entries = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setObject(1, id.value());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                entries.add(entry(rows));
              }
            }
          }
          return entries;
        });
  }

  @Override
  public boolean knows(LeadId id) {
    return one(id, "select lead_id as found from timeline_entry where lead_id = ? limit 1")
        .isPresent();
  }

  @Override
  public Optional<LeadId> mergedInto(LeadId id) {
    return one(id, "select survivor as found from lead_alias where absorbed = ?");
  }

  private Optional<LeadId> one(LeadId id, String sql) {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(new LeadId(knownUuid(row, "found")))
                  : Optional.empty();
            }
          }
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        knownUuid(row, "event_id"),
        new LeadId(knownUuid(row, "lead_id")),
        knownText(row, "type"),
        knownText(row, "source"),
        instant(row, "happened_at"),
        instant(row, "recorded_at"),
        row.getLong("sequence"),
        knownText(row, "correlation"),
        uuid(row, "causation"),
        text(row, "policy_version"),
        row.getBytes("data"));
  }
}
