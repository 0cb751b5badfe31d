package dev.leadline.routing.store;

import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Rosters;
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
import org.jspecify.annotations.Nullable;

/// The roster from the table `rep`, read again only when `roster_version` says that it changed.
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
    Current current = new Current(version, Roster.of(policy, entries(connection)));
    cached = new Cached(policy.version(), current);
    return current;
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
    List<RosterEntry> entries = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select id, definition, presence, until from rep order by id");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String definition = rows.getString(2);
        OffsetDateTime until = rows.getObject(4, OffsetDateTime.class);
        entries.add(
            new RosterEntry(
                rows.getString(1),
                definition == null ? null : RoutingJson.read(definition, RepDefinition.class),
                Presence.valueOf(rows.getString(3)),
                until == null ? null : until.toInstant()));
      }
    }
    return entries;
  }
}
