package dev.leadline.lifecycle.stage;

import dev.leadline.events.LeadId;

/// How a lead stands: in the funnel, ended in another lead, or forgotten.
public sealed interface Standing permits StagedLead, Standing.Merged, Standing.Erased {
  LeadId id();

  /// The lead turned out to be another, which goes on in its place.
  ///
  /// @param lead as it was, so that the merge can be undone
  record Merged(StagedLead lead, LeadId survivor) implements Standing {
    @Override
    public LeadId id() {
      return lead.id();
    }
  }

  /// The person was forgotten. Kept so that an event that was on its way does not bring them back.
  record Erased(LeadId id) implements Standing {}
}
