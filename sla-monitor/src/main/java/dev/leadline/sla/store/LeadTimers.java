package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instantOrNull;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Leads.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The table `lead_timer`: when the next rung of a lead is due. Its row is the lock for the lead.
final class LeadTimers {
  /// Locks leads in key order. What is kept of them is to be read by a statement after it, which
  /// sees what others committed while this one waited.
  static final String LOCK =
      "select lead_id from lead_timer where lead_id = any(?) order by lead_id for update";

  private static final String LOCK_DUE =
      "select lead_id from lead_timer where next_fire_at <= ?::timestamptz order by next_fire_at"
          + " limit ? for update skip locked";

  private static final NewRows<Change> FRESH =
      NewRows.<Change>of("lead_timer")
          .column("lead_id", ColumnType.UUID, change -> change.after().id())
          .column("next_fire_at", ColumnType.TIMESTAMPTZ, Change::nextFire);

  private static final String WIND =
      """
      update lead_timer t set next_fire_at = n.next_fire_at
      from unnest(?, ?) as n(lead_id, next_fire_at)
      where t.lead_id = n.lead_id and t.next_fire_at is distinct from n.next_fire_at
      """;

  private LeadTimers() {}

  /// Locks the leads that are due longest, in that order, and passes over those that are locked.
  static List<LeadId> lockDue(Connection connection, Instant now, int limit) throws SQLException {
    List<LeadId> due = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK_DUE)) {
      select.setString(1, now.toString());
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(new LeadId(Rows.knownUuid(rows, "lead_id")));
        }
      }
    }
    return due;
  }

  static void insert(Connection connection, Collection<Change> fresh) throws SQLException {
    FRESH.insert(connection, fresh);
  }

  static void wind(Connection connection, Collection<Change> known) throws SQLException {
    if (known.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(WIND)) {
      new RowArrays<>(statement, known)
          .add("uuid", change -> change.after().id())
          .add("timestamptz", Change::nextFire);
      statement.executeUpdate();
    }
  }

  /// When the next rung of any lead is due; empty when none is awaited.
  static Optional<Instant> next(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select min(next_fire_at) as next from lead_timer");
        ResultSet row = select.executeQuery()) {
      row.next();
      return Optional.ofNullable(instantOrNull(row, "next"));
    }
  }
}
