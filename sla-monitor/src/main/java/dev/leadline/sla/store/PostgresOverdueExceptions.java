package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.array;
import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;

import dev.leadline.events.ExceptionReason;
import dev.leadline.sla.application.OverdueExceptions;
import dev.leadline.sla.exception.Overdue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;

/// The column `told_by` of `exception_case`: the notification that told of its being overdue.
@ApplicationScoped
class PostgresOverdueExceptions implements OverdueExceptions {
  private static final long ONE_AT_A_TIME = 0x6f76_6572_6475_65L;

  private static final String UNTOLD =
      """
      select reason, service, count(*) as cases,
        (array_agg(id order by first_raised_at, id))[1] as oldest,
        min(first_raised_at) as since,
        (array_agg(next_step order by first_raised_at, id))[1] as next_step
      from exception_case e join unnest(?, ?) as late (reason, raised_before) using (reason)
      where state <> 'RESOLVED' and told_by is null and first_raised_at < raised_before
        and not exists (
          select from notification n
          where n.reason = e.reason and n.service = e.service and n.act = 'TRIGGER'
            and n.at > raised_before)
      group by reason, service
      order by reason, service
      """;

  private static final String TOLD =
      """
      update exception_case set told_by = ?
      where reason = ? and service = ? and state <> 'RESOLVED' and told_by is null
        and first_raised_at < ?::timestamptz
      """;

  private static final String OVER =
      """
      select id from notification n
      where reason is not null and act = 'TRIGGER' and closed_at is null
        and not exists (
          select from exception_case e where e.told_by = n.id and e.state <> 'RESOLVED')
      """;

  @Override
  public boolean take(Connection connection) throws SQLException {
    return AdvisoryLock.take(connection, ONE_AT_A_TIME);
  }

  @Override
  public List<Overdue> untold(Connection connection, Map<ExceptionReason, Instant> raisedBefore)
      throws SQLException {
    List<Overdue> untold = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(UNTOLD)) {
      select.setArray(1, array(connection, "text", raisedBefore.entrySet(), Entry::getKey));
      select.setArray(
          2, array(connection, "timestamptz", raisedBefore.entrySet(), Entry::getValue));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          untold.add(
              new Overdue(
                  ExceptionReason.valueOf(knownText(rows, "reason")),
                  knownText(rows, "service"),
                  rows.getLong("cases"),
                  knownUuid(rows, "oldest"),
                  instant(rows, "since"),
                  knownText(rows, "next_step")));
        }
      }
    }
    return untold;
  }

  @Override
  public void told(Connection connection, Overdue overdue, Instant raisedBefore, UUID notice)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TOLD)) {
      update.setObject(1, notice);
      update.setString(2, overdue.reason().name());
      update.setString(3, overdue.service());
      update.setString(4, raisedBefore.toString());
      update.executeUpdate();
    }
  }

  @Override
  public List<UUID> over(Connection connection) throws SQLException {
    List<UUID> over = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OVER);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        over.add(knownUuid(rows, "id"));
      }
    }
    return over;
  }
}
