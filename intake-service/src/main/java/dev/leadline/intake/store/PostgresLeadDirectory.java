package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import dev.leadline.intake.application.LeadDirectory;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Looks leads up for people, without locking anything.
@ApplicationScoped
class PostgresLeadDirectory implements LeadDirectory {
  private static final String LEAD =
      "with recursive chain (lead_id, merged_into) as ("
          + " select lead_id, merged_into from lead where lead_id = ?"
          + " union all select l.lead_id, l.merged_into from lead l join chain c"
          + " on l.lead_id = c.merged_into)"
          + " select "
          + LeadRows.COLUMNS
          + " from lead where lead_id = (select lead_id from chain where merged_into is null)";
  private static final String KEYS =
      "select kind, value from lead_key where lead_id = ? order by kind, value";
  private static final String ALIASES =
      "with recursive alias (lead_id) as (select lead_id from lead where merged_into = ?"
          + " union all select l.lead_id from lead l join alias a on l.merged_into = a.lead_id)"
          + " select lead_id from alias order by lead_id";
  private static final String OWNER = "select lead_id from lead_key where kind = ? and value = ?";

  private final DataSource database;

  PostgresLeadDirectory(DataSource database) {
    this.database = database;
  }

  @Override
  public Optional<Entry> byId(LeadId id) {
    return asking(connection -> entry(connection, id));
  }

  @Override
  public Optional<Entry> byKey(Key key) {
    return asking(connection -> {
      Optional<LeadId> owner = owner(connection, key);
      return owner.isEmpty() ? Optional.empty() : entry(connection, owner.get());
    });
  }

  private static Optional<Entry> entry(Connection connection, LeadId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LEAD)) {
      select.setObject(1, id.value());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        LeadState lead = LeadRows.state(rows);
        return Optional.of(
            new Entry(lead, keys(connection, lead.id()), aliases(connection, lead.id())));
      }
    }
  }

  private static List<Key> keys(Connection connection, LeadId id) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(KEYS)) {
      select.setObject(1, id.value());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(new Key(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return keys;
  }

  private static List<LeadId> aliases(Connection connection, LeadId id) throws SQLException {
    List<LeadId> aliases = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(ALIASES)) {
      select.setObject(1, id.value());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          aliases.add(new LeadId(rows.getObject(1, UUID.class)));
        }
      }
    }
    return aliases;
  }

  private static Optional<LeadId> owner(Connection connection, Key key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OWNER)) {
      select.setString(1, key.kind());
      select.setString(2, key.value());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new LeadId(rows.getObject(1, UUID.class)))
            : Optional.empty();
      }
    }
  }

  private <T> T asking(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.ask(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Leads cannot be looked up", failure);
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }
}
