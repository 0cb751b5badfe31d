package dev.leadline.intake.application;

import dev.leadline.events.ExceptionReason;

/// Counts what a batch decided. Counted when everything is written and only the commit is left, so
/// a commit that fails may be counted twice.
public interface IntakeMetrics {

  void captured(String source, String channel);

  void exception(ExceptionReason reason);

  /// A delivery that was there before.
  void repeated(String source);
}
