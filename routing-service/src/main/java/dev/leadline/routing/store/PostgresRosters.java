package dev.leadline.routing.store;

import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Rosters;
import dev.leadline.routing.roster.PoolDefinition;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.routing.roster.Roster;
import dev.leadline.routing.roster.RosterEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The roster from the tables `rep` and `pool`, read again only when `roster_version` says that it
/// changed.
@ApplicationScoped
class PostgresRosters implements Rosters {
  private volatile @Nullable Cached cached;

  private record Cached(String policyVersion, Current current) {}

  /// Holds the version in share mode until the transaction ends, so that a change, once it is
  /// answered, is behind every decision on the roster before it.
  @Override
  public Current current(Connection connection, Policy policy) throws SQLException {
    long version = version(connection);
    Cached last = cached;
    if (last != null
        && last.current().version() == version
        && last.policyVersion().equals(policy.version())) {
      return last.current();
    }
    Current current =
        new Current(version, Roster.of(policy, entries(connection), definitions(connection)));
    cached = new Cached(policy.version(), current);
    return current;
  }

  private static Map<String, PoolDefinition> definitions(Connection connection)
      throws SQLException {
    Map<String, PoolDefinition> definitions = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement("select id, definition from pool");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        definitions.put(
            rows.getString(1), RoutingJson.read(rows.getString(2), PoolDefinition.class));
      }
    }
    return definitions;
  }

  private static long version(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select version from roster_version for share");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<RosterEntry> entries(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select id, definition, presence, until from rep order by id");
        ResultSet rows = select.executeQuery()) {
      List<RosterEntry> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add(entry(rows));
      }
      return entries;
    }
  }

  /// What was changed about one rep; empty when nothing was.
  static Optional<RosterEntry> entry(Connection connection, String rep) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, definition, presence, until from rep where id = ?")) {
      select.setString(1, rep);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(entry(rows)) : Optional.empty();
      }
    }
  }

  private static RosterEntry entry(ResultSet row) throws SQLException {
    String definition = row.getString(2);
    OffsetDateTime until = row.getObject(4, OffsetDateTime.class);
    return new RosterEntry(
        row.getString(1),
        definition == null ? null : RoutingJson.read(definition, RepDefinition.class),
        Presence.valueOf(row.getString(3)),
        until == null ? null : until.toInstant());
  }
}
