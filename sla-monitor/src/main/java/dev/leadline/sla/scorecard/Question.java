package dev.leadline.sla.scorecard;

import java.time.Instant;
import java.util.Set;

/// What a scorecard is asked for.
///
/// @param from when the period begins
/// @param to when it has ended, after `from`
/// @param asOf what was recorded after this is not yet known
/// @param splits what the figures are told apart by, besides the whole
public record Question(Instant from, Instant to, Instant asOf, Set<Split> splits) {
  public Question {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("Period from '%s' to '%s' is empty".formatted(from, to));
    }
    splits = Set.copyOf(splits);
  }
}
