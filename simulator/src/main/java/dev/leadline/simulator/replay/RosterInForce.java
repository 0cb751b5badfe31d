package dev.leadline.simulator.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadline.events.EventCodec;
import dev.leadline.policy.Policy;
import dev.leadline.routing.roster.PoolDefinition;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.Roster;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.simulator.history.Entry.RosterChanged;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The roster of the policy with what was changed about it at run time, as it changes.
final class RosterInForce {
  /// Who pauses reps because a clock asks for it; a replay does that itself.
  private static final String SLA_MONITOR = "sla-monitor";

  private final Policy policy;
  private final Map<String, RosterEntry> reps = new TreeMap<>();
  private final Map<String, PoolDefinition> pools = new TreeMap<>();
  private Roster roster;

  RosterInForce(Policy policy) {
    this.policy = policy;
    this.roster = Roster.of(policy, reps.values());
  }

  Roster roster() {
    return roster;
  }

  /// Takes a recorded change over.
  ///
  /// @return the pools whose waiting leads are to be looked at
  Set<String> change(RosterChanged change) {
    if (change.by().equals(SLA_MONITOR)) {
      return Set.of();
    }
    Set<String> concerned = new HashSet<>(roster.membershipsOf(change.id()).keySet());
    switch (change.subject()) {
      case REP -> put(reps, change, RosterEntry.class);
      case POOL -> {
        put(pools, change, PoolDefinition.class);
        concerned.add(change.id());
      }
    }
    renew();
    concerned.addAll(roster.membershipsOf(change.id()).keySet());
    return concerned;
  }

  /// Pauses a rep who takes leads.
  void pause(String rep, Instant now) {
    RosterEntry entry = reps.getOrDefault(rep, RosterEntry.asInPolicy(rep));
    if (entry.presenceAt(now) == Presence.ACTIVE) {
      reps.put(rep, entry.with(Presence.PAUSED, null));
      renew();
    }
  }

  private void renew() {
    roster = Roster.of(policy, reps.values(), pools);
  }

  private static <T> void put(Map<String, T> all, RosterChanged change, Class<T> type) {
    T after = read(change, type);
    if (after == null) {
      all.remove(change.id());
    } else {
      all.put(change.id(), after);
    }
  }

  private static <T> @Nullable T read(RosterChanged change, Class<T> type) {
    try {
      return change.after() == null ? null : EventCodec.mapper().treeToValue(change.after(), type);
    } catch (JsonProcessingException notOurs) {
      throw new IllegalArgumentException(
          "Line %d does not say what '%s' is: %s"
              .formatted(change.line(), change.id(), notOurs.getOriginalMessage()),
          notOurs);
    }
  }
}
