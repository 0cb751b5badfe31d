package dev.leadline.routing.application;

import dev.leadline.events.LeadId;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What routing knows of leads, kept.
public interface LeadStates {

  /// The leads that are known among those, by id, locked in key order until the transaction ends.
  Map<LeadId, LeadRouting> lock(Connection connection, Collection<LeadId> leads)
      throws SQLException;

  /// Leads whose offer or wait ends at or before an instant, the longest overdue first, locked;
  /// those that another transaction has are passed over.
  List<LeadRouting> lockDue(Connection connection, Instant now, int most) throws SQLException;

  /// A lead and why it is where it is.
  ///
  /// @param explanation of the last routing decision; null when there was none
  record Explained(LeadRouting lead, @Nullable Explanation explanation) {}

  /// One lead without a lock; empty when it is not known.
  Optional<Explained> explained(Connection connection, LeadId lead) throws SQLException;

  /// Keeps leads.
  ///
  /// @param fresh those that were not known when they were locked
  /// @param explanations of the last routing decision about each lead that one was made about; what
  ///   was kept of the others stays, but for those who are merged or erased
  /// @throws dev.leadline.messaging.ConflictException when another transaction got to know one of
  ///   the fresh ones in between
  void save(
      Connection connection,
      Collection<LeadRouting> fresh,
      Collection<LeadRouting> changed,
      Map<LeadId, Explanation> explanations)
      throws SQLException;

  /// Makes the leads due at once that one of these reps owns, and returns how many.
  int release(Connection connection, Set<String> owners, Instant now) throws SQLException;

  /// Leads that wait for somebody.
  ///
  /// @param pool the pool that is waited for, or whose member was asked; null when no pool was
  /// @param standing `offered` or `held`
  record Waiting(@Nullable String pool, String standing, long leads) {}

  /// How many leads wait for an answer or for somebody to be there.
  List<Waiting> waiting(Connection connection) throws SQLException;

  /// Makes the leads due at once that wait for a member of one of the pools.
  void wake(Connection connection, Set<String> pools, Instant now) throws SQLException;
}
