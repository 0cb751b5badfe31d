package dev.leadline.routing.application;

import dev.leadline.routing.roster.RosterEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The changes of the roster made at run time, kept with their history.
public interface RosterEntries {

  /// Who changed a rep, and how.
  ///
  /// @param what such as `defined`, `paused` or `removed`
  record Change(UUID id, Instant at, String actor, String what) {}

  /// Changes the entry of a rep and makes it count at once. Two changes of one rep never overwrite
  /// each other unseen.
  ///
  /// @param edit gives the new entry for the present one
  void edit(String rep, UnaryOperator<RosterEntry> edit, Change change);

  /// Waits for the decisions of others on the roster as it is, and lets nobody else decide until
  /// the connection's transaction ends. Whoever is going to change the roster after decisions of
  /// the same transaction asks for that first, for those hold pools that others may wait for.
  void hold(Connection connection) throws SQLException;

  /// Pauses a rep who takes leads, as part of the connection's transaction; changes nothing about
  /// one who is paused or on leave.
  void pause(Connection connection, String rep, Change change) throws SQLException;

  /// What was changed about a rep, the latest first.
  List<Past<RosterEntry>> history(String rep);

  /// Forgets a rep that only exists by a change at run time.
  void remove(String rep, Change change);
}
