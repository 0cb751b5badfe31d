package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Finds leads that ought to have moved and have not.
public interface StuckLeads {

  enum Missing {
    /// It was captured, and entered no stage.
    STAGE,
    /// It entered a stage that asks for an owner, and routing has not said a word of it.
    ROUTING
  }

  /// @param since when that was recorded which ought to have had a consequence
  record Stuck(LeadId lead, Missing missing, Instant since) {}

  /// Takes on looking, until the transaction ends; false when another monitor does.
  boolean take(Connection connection) throws SQLException;

  /// Those that have been stuck since before `until`, and of which that was not said before.
  ///
  /// @param routeAt the stages that ask for an owner
  List<Stuck> find(Connection connection, Set<String> routeAt, Instant until) throws SQLException;

  /// Those that were said to be stuck, and have moved since.
  List<LeadId> moved(Connection connection, Set<String> routeAt) throws SQLException;
}
