package dev.leadline.intake.application;

import dev.leadline.events.ExceptionReason;

/// Counts what was decided, to be called when it is committed.
public interface IntakeMetrics {

  void captured(String source, String channel);

  void exception(ExceptionReason reason);

  /// A delivery that was there before.
  void repeated(String source);
}
