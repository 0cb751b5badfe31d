package dev.leadline.routing.store;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The row that numbers the changes of the roster. Whoever decides holds it in share mode, so a
/// change waits for the decisions on the roster before it, and counts for all that come after.
final class RosterVersion {
  /// From a sequence, so that a number that was rolled back never comes again: a roster that was
  /// read in such a transaction may still be kept in memory under it.
  private static final String MOVE =
      "update roster_version set version = nextval('roster_versions')";

  private RosterVersion() {}

  /// Keeps everybody else from deciding until the transaction ends.
  static void hold(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select version from roster_version for update")) {
      select.execute();
    }
  }

  static void move(EntityManager entities) {
    entities.createNativeQuery(MOVE).executeUpdate();
  }

  static void move(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.executeUpdate();
    }
  }
}
