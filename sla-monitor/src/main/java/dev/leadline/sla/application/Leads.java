package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The leads whose clocks are watched. The row of a lead is the lock for all that is kept of it.
public interface Leads {

  /// A lead to be saved.
  ///
  /// @param before as it was loaded; null when it is new
  /// @param nextFire when the next rung of a clock is reached; null when none will be
  record Change(@Nullable LeadClocks before, LeadClocks after, @Nullable Instant nextFire) {}

  /// Locks the leads, in key order, until the transaction ends; leads not known are absent.
  Map<LeadId, LeadClocks> lock(Connection connection, Set<LeadId> ids) throws SQLException;

  /// Locks the leads that are due longest, and passes over those that another transaction has.
  List<LeadClocks> lockDue(Connection connection, Instant now, int limit) throws SQLException;

  /// Writes what changed.
  ///
  /// @throws dev.leadline.messaging.ConflictException when a new lead is there already, or a rung
  ///   has already fired
  void save(Connection connection, Collection<Change> changes, List<FiredRung> rungs)
      throws SQLException;

  /// When the next rung of any clock is reached; empty when none is awaited.
  Optional<Instant> nextFire();

  /// The lead as it is now, without a lock.
  Optional<LeadClocks> find(LeadId id);

  /// The rungs that have fired for the clocks of a lead, in order.
  List<FiredRung> firedRungs(LeadId id);
}
