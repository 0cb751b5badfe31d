package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.ScoredLead;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The leads that scoring knows. Every method takes one statement, however many leads there are.
public interface ScoredLeads {

  /// The leads of those ids, locked in the order of the ids until the transaction ends; one that is
  /// not known is absent.
  Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// Those ids and the ids of the leads that go on in their place, however often they were merged.
  /// Nothing is locked.
  Set<LeadId> lineage(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// At most `most` leads whose time to be looked at again has come, earliest first, locked; those
  /// that another transaction holds are left to it.
  ///
  /// @param version the policy that they were scored by
  List<ScoredLead> lockDue(Transaction transaction, Instant until, String version, int most)
      throws SQLException;

  /// At most `most` leads that go on and were scored by another policy, locked; those that another
  /// transaction holds are left to it.
  ///
  /// @param version the policy in force
  List<ScoredLead> lockOutdated(Transaction transaction, String version, int most)
      throws SQLException;

  /// Adds new leads.
  ///
  /// @throws ConflictException when another transaction added one of them first
  void insert(Transaction transaction, Collection<ScoredLead> leads) throws SQLException;

  /// Overwrites leads that are locked.
  void update(Transaction transaction, Collection<ScoredLead> leads) throws SQLException;

  /// Forgets leads with their histories, and all that were merged into them.
  ///
  /// @return all of them
  Set<LeadId> erase(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// The lead as last committed; empty when it is not known.
  Optional<ScoredLead> find(LeadId id);
}
