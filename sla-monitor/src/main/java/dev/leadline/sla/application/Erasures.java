package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Who was forgotten.
///
/// Events of a forgotten lead can still arrive from other topics, and be in the hands of another
/// transaction while the lead is being forgotten. So every batch passes a gate before it writes:
/// batches pass together, a batch that forgets passes alone, and after it everyone knows.
public interface Erasures {

  /// Waits for the gate, until the transaction ends.
  ///
  /// @param alone whether this batch forgets
  void pass(Connection connection, boolean alone) throws SQLException;

  /// Those of the leads that were forgotten.
  Set<LeadId> among(Connection connection, Set<LeadId> ids) throws SQLException;

  /// These leads and all that were merged into them.
  Set<LeadId> withAbsorbed(Connection connection, Set<LeadId> ids) throws SQLException;

  /// Removes all that is kept of the leads but the word that they were forgotten, and remembers
  /// their ids.
  void forget(Connection connection, Set<LeadId> ids) throws SQLException;
}
