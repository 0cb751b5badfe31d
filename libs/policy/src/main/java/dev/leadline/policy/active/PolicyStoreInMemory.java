package dev.leadline.policy.active;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Policy versions for as long as a process runs that has no database.
final class PolicyStoreInMemory implements PolicyStore {
  private final InstantSource clock = InstantSource.system();
  private final Map<String, KeptPolicy> kept = new LinkedHashMap<>();

  @Override
  public synchronized void keep(String version, Map<String, String> files) {
    Instant now = clock.instant();
    kept.computeIfAbsent(version, _ -> new KeptPolicy(version, now, files));
  }

  @Override
  public synchronized Optional<KeptPolicy> find(String version) {
    return Optional.ofNullable(kept.get(version));
  }

  @Override
  public synchronized List<KeptVersion> list() {
    return new ArrayList<>(kept.values())
        .reversed().stream()
            .map(policy -> new KeptVersion(policy.version(), policy.firstUsedAt()))
            .toList();
  }
}
