package dev.leadline.intake.application;

import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import java.util.List;
import java.util.Optional;

/// Answers what people ask about leads.
public interface LeadDirectory {

  /// A lead with all that belongs to it.
  ///
  /// @param aliases the ids of the leads that it absorbed
  record Entry(LeadState lead, List<Key> keys, List<LeadId> aliases) {
    public Entry {
      keys = List.copyOf(keys);
      aliases = List.copyOf(aliases);
    }
  }

  /// The lead of that id, or the one that absorbed it.
  Optional<Entry> byId(LeadId id);

  /// The lead that has that key.
  Optional<Entry> byKey(Key key);
}
