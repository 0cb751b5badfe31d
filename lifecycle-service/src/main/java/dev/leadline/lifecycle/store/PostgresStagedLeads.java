package dev.leadline.lifecycle.store;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.application.StagedLeads;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// The leads in PostgreSQL, a row each, and their visits.
@ApplicationScoped
public class PostgresStagedLeads implements StagedLeads {
  private static final String INSERT =
      """
      insert into lead_stage (lead_id, standing, stage, entered_at, visits, snapshot, score,
        hand_raised_at, rests_until, merged_into)
      select lead_id, standing, stage, entered_at, visits::json, snapshot::json, score::json,
        hand_raised_at, rests_until, merged_into
      from %s
      order by lead_id
      on conflict (lead_id) do nothing
      """
          .formatted(StandingRow.UNNEST);
  private static final String UPDATE =
      """
      update lead_stage as old
      set standing = new.standing, stage = new.stage, entered_at = new.entered_at,
        visits = new.visits::json, snapshot = new.snapshot::json, score = new.score::json,
        hand_raised_at = new.hand_raised_at, rests_until = new.rests_until,
        merged_into = new.merged_into
      from %s
      where old.lead_id = new.lead_id
      """
          .formatted(StandingRow.UNNEST);
  private static final String RECORD =
      """
      insert into stage_visit (lead_id, position, stage, visit, entered_at, left_at)
      select *
      from unnest(?::uuid[], ?::integer[], ?::text[], ?::integer[], ?::timestamptz[],
        ?::timestamptz[])
      on conflict (lead_id, position) do update set left_at = excluded.left_at
      """;

  private static final String FORGET =
      """
      with merged as (
        update lead_stage
        set standing = 'erased', stage = null, entered_at = null, visits = null, snapshot = null,
          score = null, hand_raised_at = null, rests_until = null, merged_into = null
        where merged_into = any(?)
        returning lead_id)
      delete from stage_visit
      where lead_id = any(?) or lead_id in (select lead_id from merged)
      """;

  private final DataSource database;

  PostgresStagedLeads(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<LeadId, Standing> lock(Transaction transaction, Collection<LeadId> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Connection connection = transaction.connection();
    try (PreparedStatement select =
        connection.prepareStatement(
            StandingRow.SELECT + "where lead_id = any(?) order by lead_id for update")) {
      select.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      Map<LeadId, Standing> leads = new HashMap<>();
      StandingRow.read(select).forEach(lead -> leads.put(lead.id(), lead));
      return leads;
    }
  }

  @Override
  public List<StagedLead> lockRested(Transaction transaction, Instant now, int most)
      throws SQLException {
    try (PreparedStatement select =
        transaction
            .connection()
            .prepareStatement(
                StandingRow.SELECT
                    + "where rests_until <= ? and standing = 'staged' order by rests_until limit ?"
                    + " for update skip locked")) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, most);
      return StandingRow.read(select).stream().map(StagedLead.class::cast).toList();
    }
  }

  @Override
  public void insert(Transaction transaction, Collection<Standing> leads) throws SQLException {
    int inserted = write(transaction.connection(), INSERT, leads);
    if (inserted < leads.size()) {
      throw new ConflictException(
          "Of " + leads.size() + " new leads another transaction added some first");
    }
  }

  @Override
  public void update(Transaction transaction, Collection<Standing> leads) throws SQLException {
    write(transaction.connection(), UPDATE, leads);
  }

  @Override
  public void record(Transaction transaction, Collection<Visit> visits) throws SQLException {
    if (visits.isEmpty()) {
      return;
    }
    Connection connection = transaction.connection();
    try (PreparedStatement upsert = connection.prepareStatement(RECORD)) {
      upsert.setArray(1, Columns.array(connection, "uuid", visits, Visit::lead));
      upsert.setArray(2, Columns.array(connection, "integer", visits, Visit::position));
      upsert.setArray(3, Columns.array(connection, "text", visits, Visit::stage));
      upsert.setArray(4, Columns.array(connection, "integer", visits, Visit::number));
      upsert.setArray(5, Columns.array(connection, "timestamptz", visits, Visit::enteredAt));
      upsert.setArray(6, Columns.array(connection, "timestamptz", visits, Visit::leftAt));
      upsert.executeUpdate();
    }
  }

  @Override
  public void forget(Transaction transaction, Collection<LeadId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    Connection connection = transaction.connection();
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      delete.setArray(2, Columns.array(connection, "uuid", ids, LeadId::value));
      delete.executeUpdate();
    }
  }

  @Override
  public void tally(Transaction transaction, Map<String, Integer> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    Connection connection = transaction.connection();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into stage_tally (stage, leads)"
                + " select * from unnest(?::text[], ?::bigint[])")) {
      var stages = List.copyOf(changes.entrySet());
      insert.setArray(1, Columns.array(connection, "text", stages, Map.Entry::getKey));
      insert.setArray(2, Columns.array(connection, "bigint", stages, Map.Entry::getValue));
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Standing> find(LeadId id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(StandingRow.SELECT + "where lead_id = ?")) {
      select.setObject(1, id.value());
      return StandingRow.read(select).stream().findFirst();
    } catch (SQLException unreachable) {
      throw new IllegalStateException("Lead '" + id + "' cannot be read", unreachable);
    }
  }

  private static int write(Connection connection, String sql, Collection<Standing> leads)
      throws SQLException {
    if (leads.isEmpty()) {
      return 0;
    }
    try (PreparedStatement write = connection.prepareStatement(sql)) {
      StandingRow.bind(write, leads.stream().map(StandingRow::of).toList());
      return write.executeUpdate();
    }
  }
}
