package dev.leadline.sla.application;

import dev.leadline.events.ExceptionReason;
import dev.leadline.sla.exception.ExceptionCase;
import dev.leadline.sla.exception.ExceptionCase.State;
import dev.leadline.sla.exception.Wave;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queue of what needs a person.
public interface Exceptions {

  /// What a list shows.
  ///
  /// @param state null for those that are not resolved
  /// @param reason null for every reason
  /// @param service null for those of every service
  /// @param raisedBefore by reason: only those first raised before that; empty for no such limit
  /// @param after the id behind which to go on; null for the beginning
  record Query(
      @Nullable State state,
      @Nullable ExceptionReason reason,
      @Nullable String service,
      Map<ExceptionReason, Instant> raisedBefore,
      @Nullable UUID after,
      int limit) {}

  /// Unresolved exceptions of one reason and service, which may be a storm.
  ///
  /// @param open how many subjects
  /// @param raised how often in all
  /// @param detail of the last one
  record Group(
      ExceptionReason reason,
      String service,
      long open,
      long raised,
      Instant oldest,
      Instant newest,
      String detail) {}

  /// Raises and resolves, wave after wave.
  void apply(Connection connection, List<Wave> waves) throws SQLException;

  /// Locks one until the transaction ends; empty when there is none of that id.
  Optional<ExceptionCase> lock(Connection connection, UUID id) throws SQLException;

  /// Writes what a person did to it.
  ///
  /// @param assignee who is to see to it; null when that does not change
  void handled(
      Connection connection,
      UUID id,
      State state,
      String by,
      Instant at,
      @Nullable String note,
      @Nullable String assignee)
      throws SQLException;

  /// Newest first.
  List<ExceptionCase> list(Query query);

  /// The largest first.
  List<Group> groups();

  /// What is not resolved of a reason.
  ///
  /// @param oldest when the first of them was first raised
  record Open(long exceptions, Instant oldest) {}

  /// A reason without any is left out.
  Map<ExceptionReason, Open> openByReason();
}
