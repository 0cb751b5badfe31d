package dev.leadline.sla.application;

import dev.leadline.events.ExceptionReason;
import dev.leadline.sla.exception.Overdue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Exceptions that waited too long, and who was told of it.
public interface OverdueExceptions {

  /// Takes on looking, until the transaction ends; false when another monitor does.
  boolean take(Connection connection) throws SQLException;

  /// Those of which nobody was told yet, by reason and service. One group is not told of twice
  /// within the time that its reason allows, so that a storm is few words.
  ///
  /// @param raisedBefore by reason, when what is overdue was first raised at the latest
  List<Overdue> untold(Connection connection, Map<ExceptionReason, Instant> raisedBefore)
      throws SQLException;

  /// Notes that a notice told of a group.
  void told(Connection connection, Overdue overdue, Instant raisedBefore, UUID notice)
      throws SQLException;

  /// The notices of which every exception has been resolved since.
  List<UUID> over(Connection connection) throws SQLException;
}
