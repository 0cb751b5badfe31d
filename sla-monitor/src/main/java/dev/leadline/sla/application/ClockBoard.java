package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The open clocks of all leads.
public interface ClockBoard {

  /// Which open clocks.
  enum Which {
    /// All of them.
    OPEN,
    /// Running, not breached, and due within a fifth of the budget.
    NEAR,
    /// The budget is used up.
    BREACHED
  }

  /// How many clocks of a target there are of each kind; breached and near are among the open.
  record Counts(String target, long open, long near, long breached) {}

  /// A clock in a list.
  ///
  /// @param segment the segment that chose the budget; null when none did
  /// @param owner null when nobody has the lead
  /// @param due null while paused
  record Line(
      UUID clock,
      LeadId lead,
      String target,
      @Nullable String segment,
      @Nullable String owner,
      Duration budget,
      Instant startedAt,
      @Nullable Instant due) {}

  /// By target; a target with no open clock is left out.
  List<Counts> counts(Instant now);

  /// The earliest due first.
  ///
  /// @param target null for every target
  /// @param after the clock behind which to go on; null for the beginning
  List<Line> list(
      Which which, @Nullable String target, Instant now, @Nullable UUID after, int limit);
}
