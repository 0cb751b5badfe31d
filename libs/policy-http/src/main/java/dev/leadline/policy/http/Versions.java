package dev.leadline.policy.http;

import dev.leadline.policy.active.KeptVersion;
import java.time.Instant;
import java.util.List;

/// The policies that the service decided by.
///
/// @param active the version in force
/// @param kept every version, the latest first
public record Versions(String active, List<Kept> kept) {
  public Versions {
    kept = List.copyOf(kept);
  }

  public record Kept(String version, boolean active, Instant firstUsedAt) {}

  static Versions of(String active, List<KeptVersion> kept) {
    return new Versions(
        active,
        kept.stream()
            .map(one -> new Kept(one.version(), one.version().equals(active), one.firstUsedAt()))
            .toList());
  }
}
