package dev.leadline.routing.application;

import dev.leadline.policy.Policy;
import dev.leadline.routing.roster.Roster;
import java.sql.Connection;
import java.sql.SQLException;

/// The roster in force.
public interface Rosters {

  /// The roster that holds until the transaction ends: a change waits for it, and what begins after
  /// a change sees the change.
  ///
  /// @param version counts the changes
  record Current(long version, Roster roster) {}

  Current current(Connection connection, Policy policy) throws SQLException;
}
