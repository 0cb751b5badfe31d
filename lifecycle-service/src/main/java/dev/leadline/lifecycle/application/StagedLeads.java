package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The leads that the lifecycle knows. Every method takes a statement or two, however many leads
/// there are.
public interface StagedLeads {

  /// How the leads of those ids stand, locked in the order of the ids until the transaction ends;
  /// one that is not known is absent.
  Map<LeadId, Standing> lock(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// At most `most` leads whose rest was over by an instant, earliest first, locked; those that
  /// another transaction holds are left to it.
  List<StagedLead> lockRested(Transaction transaction, Instant until, int most) throws SQLException;

  /// Adds new leads.
  ///
  /// @throws ConflictException when another transaction added one of them first
  void insert(Transaction transaction, Collection<Standing> leads) throws SQLException;

  /// Overwrites leads that are locked.
  void update(Transaction transaction, Collection<Standing> leads) throws SQLException;

  /// Adds visits.
  void begin(Transaction transaction, Collection<Visit> visits) throws SQLException;

  /// Writes when visits ended that are there.
  void end(Transaction transaction, Collection<Visit> visits) throws SQLException;

  /// Forgets the visits of leads, and all there is of those that were merged into them, directly or
  /// not.
  ///
  /// @return all of them
  Set<LeadId> forget(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// Adds to how many leads are in each stage.
  void tally(Transaction transaction, Map<String, Integer> changes) throws SQLException;

  /// How a lead stands as last committed; empty when it is not known.
  Optional<Standing> find(LeadId id);
}
