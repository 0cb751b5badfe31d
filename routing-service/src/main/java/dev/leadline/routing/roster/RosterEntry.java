package dev.leadline.routing.roster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was changed about one rep at run time.
///
/// @param definition null means as the policy says
/// @param until when the rep is active again by itself; null when somebody has to say so
public record RosterEntry(
    String rep, @Nullable RepDefinition definition, Presence presence, @Nullable Instant until) {

  /// Nothing changed yet.
  public static RosterEntry asInPolicy(String rep) {
    return new RosterEntry(rep, null, Presence.ACTIVE, null);
  }

  public RosterEntry with(RepDefinition changed) {
    return new RosterEntry(rep, changed, presence, until);
  }

  public RosterEntry with(Presence changed, @Nullable Instant changedUntil) {
    return new RosterEntry(rep, definition, changed, changedUntil);
  }

  /// The presence at an instant: active again from `until` on.
  public Presence presenceAt(Instant now) {
    return until != null && !now.isBefore(until) ? Presence.ACTIVE : presence;
  }
}
