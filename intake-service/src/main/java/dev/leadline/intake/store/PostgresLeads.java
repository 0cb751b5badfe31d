package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import dev.leadline.intake.application.Leads;
import dev.leadline.intake.identity.Identities;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.RowArrays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The leads in PostgreSQL; one statement for all rows of a kind.
@ApplicationScoped
class PostgresLeads implements Leads {
  private static final String SELECT_KEYS =
      "select k.kind, k.value, k.lead_id from unnest(?::text[], ?::text[]) as w (kind, value)"
          + " join lead_key k on k.kind = w.kind and k.value = w.value";
  private static final String SELECT_LEADS =
      "select "
          + LeadRows.COLUMNS
          + ", merged_into from lead where lead_id = any (?::uuid[]) order by lead_id for update";
  private static final String SELECT_LIKELY =
      "select canonical_email, lead_id from lead"
          + " where canonical_email = any (?::text[]) and merged_into is null";

  @Override
  public Known load(Connection connection, Collection<Key> keys, Collection<String> canonicalEmails)
      throws SQLException {
    Map<Key, LeadId> known = keys(connection, keys);
    return new Known(
        known,
        states(connection, new TreeSet<>(known.values())),
        likely(connection, canonicalEmails));
  }

  @Override
  public void save(Connection connection, Identities identities, Instant now) throws SQLException {
    LeadWrites writes = new LeadWrites(connection, identities, now);
    writes.insertNewLeads();
    writes.updateChangedLeads();
    writes.keepMerges();
    writes.moveKeysOfAbsorbed();
    writes.insertNewKeys();
  }

  private static Map<Key, LeadId> keys(Connection connection, Collection<Key> keys)
      throws SQLException {
    Map<Key, LeadId> known = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_KEYS)) {
      new RowArrays<>(select, keys).add("text", Key::kind).add("text", Key::value);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.put(
              new Key(rows.getString(1), rows.getString(2)),
              new LeadId(rows.getObject(3, UUID.class)));
        }
      }
    }
    return known;
  }

  private static List<LeadState> states(Connection connection, Set<LeadId> ids)
      throws SQLException {
    List<LeadState> states = new ArrayList<>();
    if (ids.isEmpty()) {
      return states;
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT_LEADS)) {
      new RowArrays<>(select, ids).add("uuid", id -> id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (rows.getObject("merged_into") != null) {
            throw new ConflictException(
                "Lead " + rows.getString("lead_id") + " was absorbed between reading and locking");
          }
          states.add(LeadRows.state(rows));
        }
      }
    }
    return states;
  }

  private static Map<String, Set<LeadId>> likely(
      Connection connection, Collection<String> canonicalEmails) throws SQLException {
    Map<String, Set<LeadId>> likely = new HashMap<>();
    if (canonicalEmails.isEmpty()) {
      return likely;
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT_LIKELY)) {
      new RowArrays<>(select, canonicalEmails).add("text", email -> email);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          likely
              .computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
              .add(new LeadId(rows.getObject(2, UUID.class)));
        }
      }
    }
    return likely;
  }
}
