package dev.leadline.intake.application;

import dev.leadline.events.ExceptionReason;

/// Counts what was decided, to be called when it is committed.
public interface IntakeMetrics {

  /// A new lead.
  ///
  /// @param source where it comes from, as the taxonomy names it, and not who sent it
  void captured(String source, String channel);

  void exception(ExceptionReason reason);

  /// A delivery that was there before.
  void repeated(String source);
}
