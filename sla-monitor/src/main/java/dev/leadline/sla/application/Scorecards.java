package dev.leadline.sla.application;

import java.time.Instant;
import java.util.List;

/// How well the promises were kept.
public interface Scorecards {

  /// @param targets by target and segment
  /// @param responses by segment
  record Scorecard(
      Instant from, Instant to, List<TargetLine> targets, List<ResponseLine> responses) {}

  /// The clocks of a target and segment.
  ///
  /// @param met closed in the period within the budget
  /// @param metLate closed in the period after it
  /// @param cancelled closed in the period because the promise no longer applied
  /// @param open open now
  /// @param openBreached those of the open ones whose budget is used up
  record TargetLine(
      String target,
      String segment,
      long met,
      long metLate,
      long cancelled,
      long open,
      long openBreached) {

    /// The share of promises kept in time of those that were to be kept, from 0 to 1; 1 when there
    /// were none.
    public double compliance() {
      long due = met + metLate + openBreached;
      return due == 0 ? 1 : (double) met / due;
    }
  }

  /// Time from capture to the first answer of a person, of leads first answered in the period.
  record ResponseLine(String segment, long leads, double medianSeconds, double p90Seconds) {}

  Scorecard between(Instant from, Instant to);
}
