package dev.leadline.lifecycle.store;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.application.StagedLeads;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.messaging.jdbc.RowArrays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/// The leads in PostgreSQL, a row each, and their visits.
@ApplicationScoped
public class PostgresStagedLeads implements StagedLeads {
  private static final NewRows<Visit> VISITS =
      NewRows.<Visit>of("stage_visit")
          .column("lead_id", ColumnType.UUID, Visit::lead)
          .column("position", ColumnType.INTEGER, Visit::position)
          .column("stage", ColumnType.TEXT, Visit::stage)
          .column("visit", ColumnType.INTEGER, Visit::number)
          .column("entered_at", ColumnType.TIMESTAMPTZ, Visit::enteredAt)
          .column("left_at", ColumnType.TIMESTAMPTZ, Visit::leftAt);

  private static final String END =
      """
      update stage_visit as visit set left_at = ended.left_at
      from unnest(?::uuid[], ?::integer[], ?::timestamptz[]) as ended (lead_id, position, left_at)
      where visit.lead_id = ended.lead_id and visit.position = ended.position
      """;

  private static final String FORGET =
      """
      with recursive person (lead_id) as (
        select unnest(?::uuid[])
        union
        select merged.lead_id
        from person join lead_stage as merged on merged.merged_into = person.lead_id),
      forgotten as (
        update lead_stage
        set standing = 'erased', stage = null, entered_at = null, visits = null, snapshot = null,
          score = null, hand_raised_at = null, rests_until = null, asked_at = null, merged_into = null
        from person
        where lead_stage.lead_id = person.lead_id and standing <> 'erased'),
      gone as (
        delete from stage_visit using person where stage_visit.lead_id = person.lead_id)
      select lead_id from person
      """;

  private final DataSource database;

  PostgresStagedLeads(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<LeadId, Standing> lock(Transaction transaction, Collection<LeadId> ids)
      throws SQLException {
    Map<LeadId, Standing> leads = new HashMap<>();
    StandingRow.TABLE
        .lock(transaction.connection(), ids)
        .forEach(row -> leads.put(row.id(), row.toStanding()));
    return leads;
  }

  @Override
  public List<StagedLead> lockRested(Transaction transaction, Instant until, int most)
      throws SQLException {
    return StandingRow.TABLE
        .select(
            transaction.connection(),
            """
            where rests_until <= ? and standing = 'staged'
            order by rests_until limit ? for update skip locked
            """,
            until,
            most)
        .stream()
        .map(row -> (StagedLead) row.toStanding())
        .toList();
  }

  @Override
  public void insert(Transaction transaction, Collection<Standing> leads) throws SQLException {
    StandingRow.TABLE.insert(transaction.connection(), rows(leads));
  }

  @Override
  public void update(Transaction transaction, Collection<Standing> leads) throws SQLException {
    StandingRow.TABLE.update(transaction.connection(), rows(leads));
  }

  @Override
  public void begin(Transaction transaction, Collection<Visit> visits) throws SQLException {
    VISITS.insert(transaction.connection(), visits);
  }

  @Override
  public void end(Transaction transaction, Collection<Visit> visits) throws SQLException {
    if (visits.isEmpty()) {
      return;
    }
    try (PreparedStatement update = transaction.connection().prepareStatement(END)) {
      new RowArrays<>(update, visits)
          .add("uuid", Visit::lead)
          .add("integer", Visit::position)
          .add("timestamptz", Visit::leftAt);
      update.executeUpdate();
    }
  }

  @Override
  public Set<LeadId> forget(Transaction transaction, Collection<LeadId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Set.of();
    }
    Connection connection = transaction.connection();
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      return Columns.leads(delete);
    }
  }

  @Override
  public void tally(Transaction transaction, Map<String, Integer> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement(
                "insert into stage_tally (stage, leads)"
                    + " select * from unnest(?::text[], ?::bigint[])")) {
      new RowArrays<>(insert, changes.entrySet())
          .add("text", Map.Entry::getKey)
          .add("bigint", Map.Entry::getValue);
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Standing> find(LeadId id) {
    try (Connection connection = database.getConnection()) {
      return StandingRow.TABLE.select(connection, "where lead_id = ?", id.value()).stream()
          .findFirst()
          .map(StandingRow::toStanding);
    } catch (SQLException unreachable) {
      throw new IllegalStateException("Lead '" + id + "' cannot be read", unreachable);
    }
  }

  private static List<StandingRow> rows(Collection<Standing> leads) {
    return leads.stream().map(StandingRow::of).toList();
  }
}
