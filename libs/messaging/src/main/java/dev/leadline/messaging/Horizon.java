package dev.leadline.messaging;

import java.time.Instant;

/// Up to when a service has heard everything. What it decides because time passed, and not because
/// of an event, must not come before events that wait to be read, as they do after it was down:
/// else what it decides would depend on when it was.
@FunctionalInterface
public interface Horizon {

  /// Everything that was in the topics before this instant is decided. Never falls back; the epoch
  /// as long as nothing is known.
  Instant reached();
}
