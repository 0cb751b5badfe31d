package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// All that was told of each lead. Every method takes one statement, however many leads there are.
public interface LeadHistories {

  /// Remembers what was told, in order.
  void append(Transaction transaction, List<Happening> happenings) throws SQLException;

  /// The history of each of those leads, with those of the leads that ended in it, directly or not;
  /// an empty one where nothing was told.
  Map<LeadId, History> of(Transaction transaction, Collection<LeadId> ids) throws SQLException;

  /// The history of a lead as last committed, with those of the leads that had ended in it by an
  /// instant.
  History until(LeadId id, Instant at);
}
