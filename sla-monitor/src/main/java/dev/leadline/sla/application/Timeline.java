package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import dev.leadline.sla.timeline.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What every event said of every lead.
public interface Timeline {

  /// Two leads that were found to be one.
  record Merge(LeadId survivor, LeadId absorbed) {}

  /// Keeps entries, each once: that no event comes twice is what reading in batches sees to.
  void append(Connection connection, List<Entry> entries) throws SQLException;

  /// Notes merges; those that are known are left alone.
  void merged(Connection connection, List<Merge> merges) throws SQLException;

  /// The entries of a lead and of all that were merged into it, in no order; empty when there are
  /// none.
  List<Entry> entries(LeadId id);

  /// Whether anything was ever heard of the lead.
  boolean knows(LeadId id);

  /// The lead that this one was merged into; empty when it was not.
  Optional<LeadId> mergedInto(LeadId id);
}
