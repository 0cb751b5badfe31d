package dev.leadline.routing.store;

import static dev.leadline.routing.store.PostgresBooks.texts;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.routing.application.LeadStates;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Ownership;
import dev.leadline.routing.assignment.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leads in the table `lead_routing`: one statement for a batch.
@ApplicationScoped
class PostgresLeads implements LeadStates {
  private static final String UPDATE =
      """
      update lead_routing
      set status = n.status, owner = n.owner, pool = n.pool, due_at = n.due_at, state = n.state::json,
        updated_at = now(),
        explanation = case when n.status in ('merged', 'erased') then null
          else coalesce(n.explanation::json, lead_routing.explanation) end
      from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
        as n (lead_id, status, owner, pool, due_at, state, explanation)
      where lead_routing.lead_id = n.lead_id
      """;

  @Override
  public Map<LeadId, LeadRouting> lock(Connection connection, Collection<LeadId> leads)
      throws SQLException {
    Map<LeadId, LeadRouting> known = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select state from lead_routing where lead_id = any(?) order by lead_id for update
            """)) {
      select.setArray(1, Columns.array(connection, "uuid", leads, id -> id));
      read(select).forEach(lead -> known.put(lead.lead(), lead));
    }
    return known;
  }

  @Override
  public List<LeadRouting> lockDue(Connection connection, Instant now, int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select state from lead_routing where due_at <= ?
            order by due_at, lead_id limit ? for update skip locked
            """)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, most);
      return read(select);
    }
  }

  @Override
  public Optional<Explained> explained(Connection connection, LeadId lead) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select state, explanation from lead_routing where lead_id = ?")) {
      select.setObject(1, lead.value());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        String explanation = rows.getString(2);
        return Optional.of(
            new Explained(
                RoutingJson.read(rows.getString(1), LeadRouting.class),
                explanation == null ? null : RoutingJson.read(explanation, Explanation.class)));
      }
    }
  }

  @Override
  public void save(
      Connection connection,
      Collection<LeadRouting> fresh,
      Collection<LeadRouting> changed,
      Map<LeadId, Explanation> explanations)
      throws SQLException {
    rows(explanations).insert(connection, fresh);
    update(connection, changed, explanations);
  }

  @Override
  public List<Waiting> waiting(Connection connection) throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                """
                select pool, status, count(*) from lead_routing
                where due_at is not null and status in ('offered', 'held') group by 1, 2
                """);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        waiting.add(new Waiting(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return waiting;
  }

  @Override
  public void wake(Connection connection, Set<String> pools, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update lead_routing set due_at = ?
            where lead_id in (
              select lead_id from lead_routing where status = 'held' and pool = any(?)
              order by lead_id for update)
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(2, texts(connection, pools));
      update.executeUpdate();
    }
  }

  @Override
  public int release(Connection connection, Set<String> owners, Instant now) throws SQLException {
    if (owners.isEmpty()) {
      return 0;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update lead_routing set due_at = ?
            where lead_id in (
              select lead_id from lead_routing
              where status in ('offered', 'assigned') and owner = any(?)
              order by lead_id for update)
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(2, texts(connection, owners));
      return update.executeUpdate();
    }
  }

  private static NewRows<LeadRouting> rows(Map<LeadId, Explanation> explanations) {
    return NewRows.<LeadRouting>of("lead_routing")
        .column("lead_id", ColumnType.UUID, LeadRouting::lead)
        .column("status", ColumnType.TEXT, lead -> lead.standing().label())
        .column("owner", ColumnType.TEXT, lead -> lead.formerOwner().orElse(null))
        .column("pool", ColumnType.TEXT, PostgresLeads::pool)
        .column("due_at", ColumnType.TIMESTAMPTZ, PostgresLeads::dueAt)
        .column("state", ColumnType.JSON, RoutingJson::write)
        .column(
            "explanation", ColumnType.JSON, lead -> explained(lead, explanations.get(lead.lead())));
  }

  private static void update(
      Connection connection, Collection<LeadRouting> leads, Map<LeadId, Explanation> explanations)
      throws SQLException {
    if (leads.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      rows(explanations).bind(update, leads);
      update.executeUpdate();
    }
  }

  private static @Nullable String explained(LeadRouting lead, @Nullable Explanation explanation) {
    return explanation == null || lead.standing().ended() ? null : RoutingJson.write(explanation);
  }

  private static @Nullable String pool(LeadRouting lead) {
    if (lead.standing() instanceof Standing.Held held) {
      return held.pool();
    }
    Ownership ownership = lead.ownership();
    return ownership == null ? null : ownership.pool();
  }

  private static @Nullable Instant dueAt(LeadRouting lead) {
    return lead.standing().due().orElse(null);
  }

  private static List<LeadRouting> read(PreparedStatement select) throws SQLException {
    List<LeadRouting> leads = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leads.add(RoutingJson.read(rows.getString(1), LeadRouting.class));
      }
    }
    return leads;
  }
}
