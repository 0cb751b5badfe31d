package dev.leadline.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of the recording: leads that were captured in it are told of.
///
/// @param from its beginning; null for that of the recording
/// @param to its end, which is not in it; null for that of the recording
public record Period(@Nullable Instant from, @Nullable Instant to) {
  /// All of it.
  public static final Period ALL = new Period(null, null);

  boolean covers(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}
