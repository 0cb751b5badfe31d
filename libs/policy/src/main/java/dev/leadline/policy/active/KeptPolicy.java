package dev.leadline.policy.active;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A policy version that was in force, as it was written.
///
/// @param files the text of each file by its name
public record KeptPolicy(String version, Instant firstUsedAt, SortedMap<String, String> files) {
  public KeptPolicy {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  KeptPolicy(String version, Instant firstUsedAt, Map<String, String> files) {
    this(version, firstUsedAt, new TreeMap<>(files));
  }
}
