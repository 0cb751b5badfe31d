package dev.leadline.scoring.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.application.ScoredLeads;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.lead.ScoredLead;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// The leads in PostgreSQL, a row each.
@ApplicationScoped
public class PostgresScoredLeads implements ScoredLeads {
  private static final String SELECT =
      """
      select lead_id, snapshot, contributions, hand_raised_at, score, evaluated_at, reevaluate_at,
        merged_into
      from scored_lead
      """;
  private static final String UNNEST =
      """
      unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[],
        ?::timestamptz[], ?::uuid[])
        as new (lead_id, snapshot, contributions, hand_raised_at, score, evaluated_at,
          reevaluate_at, merged_into)
      """;
  private static final String INSERT =
      """
      insert into scored_lead (lead_id, snapshot, contributions, hand_raised_at, score,
        evaluated_at, reevaluate_at, merged_into)
      select lead_id, snapshot::json, contributions::json, hand_raised_at, score::json,
        evaluated_at, reevaluate_at, merged_into
      from %s
      order by lead_id
      on conflict (lead_id) do nothing
      """
          .formatted(UNNEST);
  private static final String UPDATE =
      """
      update scored_lead as old
      set snapshot = new.snapshot::json, contributions = new.contributions::json,
        hand_raised_at = new.hand_raised_at, score = new.score::json,
        evaluated_at = new.evaluated_at, reevaluate_at = new.reevaluate_at,
        merged_into = new.merged_into
      from %s
      where old.lead_id = new.lead_id
      """
          .formatted(UNNEST);
  private static final TypeReference<List<Contribution>> CONTRIBUTIONS = new TypeReference<>() {};
  private static final TypeReference<LeadSnapshot> SNAPSHOT = new TypeReference<>() {};
  private static final TypeReference<Score> SCORE = new TypeReference<>() {};

  private final DataSource database;

  PostgresScoredLeads(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Connection connection = transaction.connection();
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "where lead_id = any(?) order by lead_id for update")) {
      select.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      Map<LeadId, ScoredLead> leads = new HashMap<>();
      read(select).forEach(lead -> leads.put(lead.id(), lead));
      return leads;
    }
  }

  @Override
  public List<ScoredLead> lockDue(Transaction transaction, Instant now, int most)
      throws SQLException {
    try (PreparedStatement select =
        transaction
            .connection()
            .prepareStatement(
                SELECT
                    + "where reevaluate_at <= ? order by reevaluate_at limit ?"
                    + " for update skip locked")) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, most);
      return read(select);
    }
  }

  @Override
  public void insert(Transaction transaction, Collection<ScoredLead> leads) throws SQLException {
    int inserted = write(transaction.connection(), INSERT, leads);
    if (inserted < leads.size()) {
      throw new ConflictException(
          "Of " + leads.size() + " new leads another transaction added some first");
    }
  }

  @Override
  public void update(Transaction transaction, Collection<ScoredLead> leads) throws SQLException {
    write(transaction.connection(), UPDATE, leads);
  }

  @Override
  public void erase(Transaction transaction, Collection<LeadId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    Connection connection = transaction.connection();
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from scored_lead where lead_id = any(?) or merged_into = any(?)")) {
      delete.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      delete.setArray(2, Columns.array(connection, "uuid", ids, LeadId::value));
      delete.executeUpdate();
    }
  }

  @Override
  public Optional<ScoredLead> find(LeadId id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT + "where lead_id = ?")) {
      select.setObject(1, id.value());
      return read(select).stream().findFirst();
    } catch (SQLException unreachable) {
      throw new IllegalStateException("Lead '" + id + "' cannot be read", unreachable);
    }
  }

  private static int write(Connection connection, String sql, Collection<ScoredLead> leads)
      throws SQLException {
    if (leads.isEmpty()) {
      return 0;
    }
    try (PreparedStatement write = connection.prepareStatement(sql)) {
      write.setArray(1, Columns.array(connection, "uuid", leads, ScoredLead::id));
      write.setArray(2, Columns.array(connection, "text", leads, l -> Columns.json(l.lead())));
      write.setArray(
          3, Columns.array(connection, "text", leads, l -> Columns.json(l.contributions())));
      write.setArray(4, Columns.array(connection, "timestamptz", leads, ScoredLead::handRaisedAt));
      write.setArray(
          5, Columns.array(connection, "text", leads, l -> Columns.jsonOrNull(l.score())));
      write.setArray(6, Columns.array(connection, "timestamptz", leads, ScoredLead::evaluatedAt));
      write.setArray(7, Columns.array(connection, "timestamptz", leads, ScoredLead::reevaluateAt));
      write.setArray(8, Columns.array(connection, "uuid", leads, ScoredLead::mergedInto));
      return write.executeUpdate();
    }
  }

  private static List<ScoredLead> read(PreparedStatement select) throws SQLException {
    List<ScoredLead> leads = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leads.add(lead(rows));
      }
    }
    return leads;
  }

  private static ScoredLead lead(ResultSet row) throws SQLException {
    UUID survivor = row.getObject("merged_into", UUID.class);
    return new ScoredLead(
        Columns.read(row, "snapshot", SNAPSHOT),
        Columns.read(row, "contributions", CONTRIBUTIONS),
        Columns.instantOrNull(row, "hand_raised_at"),
        row.getString("score") == null ? null : Columns.read(row, "score", SCORE),
        Columns.instant(row, "evaluated_at"),
        Columns.instantOrNull(row, "reevaluate_at"),
        survivor == null ? null : new LeadId(survivor));
  }
}
