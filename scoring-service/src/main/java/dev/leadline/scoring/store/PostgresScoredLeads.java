package dev.leadline.scoring.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.KeyedTable;
import dev.leadline.scoring.application.ScoredLeads;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.lead.ScoredLead;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The leads in PostgreSQL, a row each.
@ApplicationScoped
public class PostgresScoredLeads implements ScoredLeads {
  private static final TypeReference<List<Contribution>> CONTRIBUTIONS = new TypeReference<>() {};
  private static final TypeReference<LeadSnapshot> SNAPSHOT = new TypeReference<>() {};
  private static final TypeReference<Score> SCORE = new TypeReference<>() {};

  private static final KeyedTable<ScoredLead> TABLE =
      KeyedTable.keyed("scored_lead", "lead_id", ScoredLead::id)
          .json("snapshot", ScoredLead::lead)
          .json("contributions", ScoredLead::contributions)
          .column("hand_raised_at", ColumnType.TIMESTAMPTZ, ScoredLead::handRaisedAt)
          .json("score", ScoredLead::score)
          .column("evaluated_at", ColumnType.TIMESTAMPTZ, ScoredLead::evaluatedAt)
          .column("reevaluate_at", ColumnType.TIMESTAMPTZ, ScoredLead::reevaluateAt)
          .column("policy_version", ColumnType.TEXT, ScoredLead::policyVersion)
          .column("merged_into", ColumnType.UUID, PostgresScoredLeads::survivor)
          .column("merged_at", ColumnType.TIMESTAMPTZ, PostgresScoredLeads::mergedAt)
          .rows(PostgresScoredLeads::lead);

  private static final String LINEAGE =
      """
      with recursive lineage (lead_id) as (
        select unnest(?::uuid[])
        union
        select lead.merged_into
        from lineage join scored_lead as lead on lead.lead_id = lineage.lead_id
        where lead.merged_into is not null)
      select lead_id from lineage
      """;
  private static final String ERASE =
      """
      with recursive person (lead_id) as (
        select unnest(?::uuid[])
        union
        select merged.lead_id
        from person join scored_lead as merged on merged.merged_into = person.lead_id),
      forgotten as (
        delete from lead_history using person where lead_history.lead_id = person.lead_id),
      gone as (
        delete from scored_lead using person where scored_lead.lead_id = person.lead_id)
      select lead_id from person
      """;

  private final DataSource database;

  PostgresScoredLeads(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids)
      throws SQLException {
    Map<LeadId, ScoredLead> leads = new HashMap<>();
    TABLE.lock(transaction.connection(), ids).forEach(lead -> leads.put(lead.id(), lead));
    return leads;
  }

  @Override
  public Set<LeadId> lineage(Transaction transaction, Collection<LeadId> ids) throws SQLException {
    Connection connection = transaction.connection();
    Set<LeadId> lineage = new TreeSet<>();
    try (PreparedStatement select = connection.prepareStatement(LINEAGE)) {
      select.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lineage.add(new LeadId(rows.getObject("lead_id", UUID.class)));
        }
      }
    }
    return lineage;
  }

  @Override
  public List<ScoredLead> lockDue(Transaction transaction, Instant until, String version, int most)
      throws SQLException {
    return TABLE.select(
        transaction.connection(),
        """
        where reevaluate_at <= ? and policy_version = ?
        order by reevaluate_at limit ? for update skip locked
        """,
        until,
        version,
        most);
  }

  /// The two ranges of the index on the version are empty once all leads are scored by the same.
  @Override
  public List<ScoredLead> lockOutdated(Transaction transaction, String version, int most)
      throws SQLException {
    return TABLE.select(
        transaction.connection(),
        """
        where (policy_version < ? or policy_version > ?) and merged_into is null
        limit ? for update skip locked
        """,
        version,
        version,
        most);
  }

  @Override
  public void insert(Transaction transaction, Collection<ScoredLead> leads) throws SQLException {
    TABLE.insert(transaction.connection(), leads);
  }

  @Override
  public void update(Transaction transaction, Collection<ScoredLead> leads) throws SQLException {
    TABLE.update(transaction.connection(), leads);
  }

  @Override
  public Set<LeadId> erase(Transaction transaction, Collection<LeadId> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Set.of();
    }
    Connection connection = transaction.connection();
    try (PreparedStatement delete = connection.prepareStatement(ERASE)) {
      delete.setArray(1, Columns.array(connection, "uuid", ids, LeadId::value));
      return Columns.leads(delete);
    }
  }

  @Override
  public Optional<ScoredLead> find(LeadId id) {
    try (Connection connection = database.getConnection()) {
      return TABLE.select(connection, "where lead_id = ?", id.value()).stream().findFirst();
    } catch (SQLException unreachable) {
      throw new IllegalStateException("Lead '" + id + "' cannot be read", unreachable);
    }
  }

  private static @Nullable Object survivor(ScoredLead lead) {
    return lead.end() == null ? null : lead.end().survivor();
  }

  private static @Nullable Object mergedAt(ScoredLead lead) {
    return lead.end() == null ? null : lead.end().at();
  }

  private static ScoredLead lead(ResultSet row) throws SQLException {
    UUID survivor = row.getObject("merged_into", UUID.class);
    return new ScoredLead(
        Columns.read(row, "snapshot", SNAPSHOT),
        Columns.read(row, "contributions", CONTRIBUTIONS),
        Columns.instantOrNull(row, "hand_raised_at"),
        Columns.readOrNull(row, "score", SCORE),
        Columns.instant(row, "evaluated_at"),
        Columns.instantOrNull(row, "reevaluate_at"),
        row.getString("policy_version"),
        survivor == null
            ? null
            : new ScoredLead.End(new LeadId(survivor), Columns.instant(row, "merged_at")));
  }
}
