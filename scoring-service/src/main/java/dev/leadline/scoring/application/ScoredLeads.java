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

/// The leads that scoring knows. Every method takes one statement, however many leads there are.
public interface ScoredLeads {

  /// The leads of those ids, locked in the order of the ids until the transaction ends; one that is
  /// not known is absent.
  Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// At most `most` leads whose time to be looked at again has come, earliest first, locked; those
  /// that another transaction holds are left to it.
  List<ScoredLead> lockDue(Transaction transaction, Instant now, int most) throws SQLException;

  /// Adds new leads.
  ///
  /// @throws ConflictException when another transaction added one of them first
  void insert(Transaction transaction, Collection<ScoredLead> leads) throws SQLException;

  /// Overwrites leads that are locked.
  void update(Transaction transaction, Collection<ScoredLead> leads) throws SQLException;

  /// Forgets leads, and those that were merged into them.
  void erase(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// The lead as last committed; empty when it is not known.
  Optional<ScoredLead> find(LeadId id);
}
