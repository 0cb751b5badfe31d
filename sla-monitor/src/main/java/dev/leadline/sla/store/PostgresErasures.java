package dev.leadline.sla.store;

import dev.leadline.audit.DecisionLog;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.sla.application.Erasures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Forgetting leads. The gate is an advisory lock: shared to pass, exclusive to forget.
@ApplicationScoped
class PostgresErasures implements Erasures {
  private static final long GATE = 0x6c65_6164_6c69_6e65L;

  private static final String WITH_ABSORBED =
      """
      with recursive one_person (lead_id) as (
        select unnest(?)
        union
        select absorbed from lead_alias join one_person on survivor = lead_id
      )
      select lead_id from one_person
      """;

  private static final List<String> FORGET =
      List.of(
          "insert into forgotten_lead select unnest(?) on conflict do nothing",
          "delete from timeline_entry where lead_id = any(?) and type <> 'LeadErased'",
          "delete from clock_rung r using clock c where c.id = r.clock_id and c.lead_id = any(?)",
          "delete from clock where lead_id = any(?)",
          "delete from lead_sla where lead_id = any(?)",
          "delete from lead_timer where lead_id = any(?)",
          "delete from notification where lead_id = any(?)",
          // The figures stay as they were; whose facts they are nobody can tell any more.
          "update scorecard_fact f set lead_id = anybody.id, subject = md5(anybody.id::text || subject)::uuid"
              + " from (select lead_id, gen_random_uuid() as id from unnest(?) as forgotten (lead_id)) anybody"
              + " where f.lead_id = anybody.lead_id",
          "update exception_case set detail = 'Forgotten', next_step = '', state = 'RESOLVED',"
              + " note = 'The lead was forgotten' where lead_id = any(?)");

  @Override
  public void pass(Connection connection, boolean alone) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            alone ? "select pg_advisory_xact_lock(?)" : "select pg_advisory_xact_lock_shared(?)")) {
      lock.setLong(1, GATE);
      lock.execute();
    }
  }

  @Override
  public Set<LeadId> among(Connection connection, Set<LeadId> ids) throws SQLException {
    return ids(connection, "select lead_id from forgotten_lead where lead_id = any(?)", ids);
  }

  @Override
  public Set<LeadId> withAbsorbed(Connection connection, Set<LeadId> ids) throws SQLException {
    return ids(connection, WITH_ABSORBED, ids);
  }

  @Override
  public void forget(Connection connection, Set<LeadId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    for (String sql : FORGET) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setArray(1, Columns.array(connection, "uuid", ids, id -> id));
        statement.executeUpdate();
      }
    }
    DecisionLog.erase(connection, ids);
  }

  private static Set<LeadId> ids(Connection connection, String sql, Set<LeadId> ids)
      throws SQLException {
    Set<LeadId> found = new HashSet<>();
    if (ids.isEmpty()) {
      return found;
    }
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, Columns.array(connection, "uuid", ids, id -> id));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new LeadId(Rows.knownUuid(rows, "lead_id")));
        }
      }
    }
    return found;
  }
}
