package dev.leadline.scoring.lead;

import dev.leadline.events.Activity;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import java.time.Instant;
import java.util.UUID;

/// Something that scoring was told of a lead, as it is remembered: enough to score the lead anew
/// under any policy, for any instant.
public sealed interface Happening {

  /// The lead that it was told of.
  LeadId lead();

  /// The instant that the lead was scored for then; never before that of the happening before it.
  Instant at();

  /// The lead was captured, or more came to be known of it.
  record Learned(LeadSnapshot snapshot, Instant at) implements Happening {
    @Override
    public LeadId lead() {
      return snapshot.id();
    }
  }

  /// The lead did something.
  ///
  /// @param event the activity's
  /// @param happenedAt as its source says; a clock that was ahead counts as the time of recording
  record Acted(LeadId lead, UUID event, Activity activity, Instant happenedAt, Instant at)
      implements Happening {}
}
