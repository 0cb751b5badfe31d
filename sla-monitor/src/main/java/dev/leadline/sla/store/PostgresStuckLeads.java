package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.sla.application.StuckLeads;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks through the timeline, a stretch of recorded time after the other. A stretch begins an hour
/// before the end of the one before it, for what was recorded early and arrived late.
@ApplicationScoped
class PostgresStuckLeads implements StuckLeads {
  private static final long ONE_AT_A_TIME = 0x7374_7563_6b21L;

  /// A stretch that has more is looked at again, once those are known to be stuck.
  private static final int PORTION = 1_000;

  private static final String FIND =
      """
      with stretch as (
        select coalesce((select looked - interval '1 hour' from watch_progress where watch = 'stuck'),
                        '-infinity') as begins
      ), routed (type) as (
        values ('LeadAssigned'), ('LeadQueued'), ('LeadSuppressed'), ('RoutingFailed')
      )
      select c.lead_id, min(c.recorded_at) as since,
        case when bool_or(c.type = 'StageEntered') then 'ROUTING' else 'STAGE' end as missing
      from timeline_entry c
      where c.recorded_at > (select begins from stretch) and c.recorded_at <= ?
        and (
          (c.type = 'LeadCaptured' and not exists (
            select from timeline_entry d where d.lead_id = c.lead_id and d.type = 'StageEntered'))
          or (c.type = 'StageEntered'
            and exists (select from unnest(?) s
                        where position(convert_to('"stage":"' || s || '"', 'UTF8') in c.data) > 0)
            and not exists (
              select from timeline_entry d
              where d.lead_id = c.lead_id and d.type in (select type from routed))))
        and not exists (select from lead_alias a where a.absorbed = c.lead_id)
        and not exists (select from exception_case e
                        where e.reason = 'STUCK' and e.subject = c.lead_id::text)
      group by c.lead_id
      order by c.lead_id
      limit ?
      """;

  private static final String LOOKED =
      """
      insert into watch_progress (watch, looked) values ('stuck', ?::timestamptz)
      on conflict (watch) do update set looked = greatest(watch_progress.looked, excluded.looked)
      """;

  private static final String MOVED =
      """
      select e.lead_id from exception_case e
      where e.reason = 'STUCK' and e.service = 'sla-monitor' and e.state <> 'RESOLVED'
        and e.lead_id is not null
        and exists (select from timeline_entry d
                    where d.lead_id = e.lead_id and d.type = 'StageEntered')
        and (not exists (
              select from timeline_entry d, unnest(?) s
              where d.lead_id = e.lead_id and d.type = 'StageEntered'
                and position(convert_to('"stage":"' || s || '"', 'UTF8') in d.data) > 0)
             or exists (
              select from timeline_entry d
              where d.lead_id = e.lead_id
                and d.type in ('LeadAssigned', 'LeadQueued', 'LeadSuppressed', 'RoutingFailed')))
      limit 1000
      """;

  @Override
  public boolean take(Connection connection) throws SQLException {
    return AdvisoryLock.take(connection, ONE_AT_A_TIME);
  }

  @Override
  public List<Stuck> find(Connection connection, Set<String> routeAt, Instant until)
      throws SQLException {
    List<Stuck> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setObject(1, until.atOffset(ZoneOffset.UTC));
      select.setArray(2, Columns.array(connection, "text", routeAt, stage -> stage));
      select.setInt(3, PORTION);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Stuck(
                  new LeadId(knownUuid(rows, "lead_id")),
                  Missing.valueOf(knownText(rows, "missing")),
                  instant(rows, "since")));
        }
      }
    }
    if (found.size() < PORTION) {
      looked(connection, until);
    }
    return found;
  }

  private static void looked(Connection connection, Instant until) throws SQLException {
    try (PreparedStatement looked = connection.prepareStatement(LOOKED)) {
      looked.setString(1, until.toString());
      looked.executeUpdate();
    }
  }

  @Override
  public List<LeadId> moved(Connection connection, Set<String> routeAt) throws SQLException {
    List<LeadId> moved = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(MOVED)) {
      select.setArray(1, Columns.array(connection, "text", routeAt, stage -> stage));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          moved.add(new LeadId(knownUuid(rows, "lead_id")));
        }
      }
    }
    return moved;
  }
}
