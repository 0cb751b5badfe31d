package dev.leadline.sla.clock;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the clocks of one lead are decided on.
///
/// @param snapshot the newest that was heard of
/// @param market the first segment of the policy that the lead is in; null when in none
/// @param firstResponse when a person first answered the lead; null when nobody has
/// @param ownerless whether CLOCK_WITHOUT_OWNER was raised and not yet resolved
public record LeadClocks(
    LeadSnapshot snapshot,
    @Nullable String market,
    Journal journal,
    List<TrackedClock> clocks,
    @Nullable Instant firstResponse,
    boolean ownerless) {

  public LeadClocks {
    clocks = List.copyOf(clocks);
  }

  /// A lead first heard of.
  public static LeadClocks first(LeadSnapshot snapshot) {
    return new LeadClocks(snapshot, null, Journal.EMPTY, List.of(), null, false);
  }

  public LeadId id() {
    return snapshot.id();
  }

  public LeadClocks withClocks(List<TrackedClock> changed) {
    return new LeadClocks(snapshot, market, journal, changed, firstResponse, ownerless);
  }

  LeadClocks withJournal(Journal trimmed) {
    return new LeadClocks(snapshot, market, trimmed, clocks, firstResponse, ownerless);
  }

  public LeadClocks withOwnerless(boolean raised) {
    return new LeadClocks(snapshot, market, journal, clocks, firstResponse, raised);
  }

  /// The same lead with nothing personal in it.
  public LeadClocks anonymous() {
    LeadSnapshot bare =
        new LeadSnapshot(snapshot.id(), snapshot.version(), snapshot.capturedAt(), Map.of());
    return new LeadClocks(bare, market, journal, clocks, firstResponse, ownerless);
  }
}
