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
  /// @param after the id behind which to go on; null for the beginning
  record Query(
      @Nullable State state, @Nullable ExceptionReason reason, @Nullable UUID after, int limit) {}

  /// Raises and resolves, wave after wave.
  void apply(Connection connection, List<Wave> waves) throws SQLException;

  /// Locks one until the transaction ends; empty when there is none of that id.
  Optional<ExceptionCase> lock(Connection connection, UUID id) throws SQLException;

  /// Writes what a person did to it.
  void handled(
      Connection connection, UUID id, State state, String by, Instant at, @Nullable String note)
      throws SQLException;

  /// Newest first.
  List<ExceptionCase> list(Query query);

  Map<ExceptionReason, Long> openByReason();
}
