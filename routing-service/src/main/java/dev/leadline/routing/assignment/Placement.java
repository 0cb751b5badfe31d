package dev.leadline.routing.assignment;

import dev.leadline.events.ExceptionReason;
import dev.leadline.routing.pool.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a lead ends up.
sealed interface Placement {

  /// @param pool the pool that gives the owner; null when the owner is named by a rule or kept
  /// @param turn what the pool gave; null when no pool did
  /// @param anew whether the lead is another one for the owner, rather than one they had
  record Owner(String rep, String rule, @Nullable String pool, @Nullable Turn turn, boolean anew)
      implements Placement {}

  record Hold(String pool, Instant recheckAt, Instant until) implements Placement {}

  /// @param shortage why the lead is not with a rep; null when a rule sends it to the queue
  record Queue(String queue, @Nullable Shortage shortage) implements Placement {}

  record Nowhere(Shortage shortage) implements Placement {}

  /// Why nobody has the lead.
  ///
  /// @param pool the pool that had nobody; null when none was reached
  record Shortage(ExceptionReason reason, @Nullable String pool, String detail) {}
}
