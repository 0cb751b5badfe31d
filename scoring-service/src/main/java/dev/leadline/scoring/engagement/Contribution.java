package dev.leadline.scoring.engagement;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// Points that an activity earned once; what they are worth later is worked out when it is asked.
///
/// @param rule the engagement rule that awarded them, or the hand-raise
/// @param event the activity
/// @param at when it happened
/// @param points as awarded, before decay and caps; may be negative
public record Contribution(String rule, UUID event, Instant at, int points)
    implements Comparable<Contribution> {
  private static final Comparator<Contribution> IN_TIME =
      Comparator.comparing(Contribution::at)
          .thenComparing(Contribution::event)
          .thenComparing(Contribution::rule);

  /// By time; the event and the rule settle ties, so that any set of contributions has one order.
  @Override
  public int compareTo(Contribution other) {
    return IN_TIME.compare(this, other);
  }
}
