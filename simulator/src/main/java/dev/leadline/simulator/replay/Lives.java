package dev.leadline.simulator.replay;

import dev.leadline.events.LeadId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The leads of a replay, in the order in which they were first heard of.
final class Lives {
  private final Map<LeadId, Life> all = new LinkedHashMap<>();

  /// The lead of that id; null when its capture was not heard of.
  @Nullable Life known(LeadId id) {
    return all.get(id);
  }

  Life captured(LeadId id) {
    return all.computeIfAbsent(id, Life::new);
  }

  Collection<Life> all() {
    return all.values();
  }
}
