package dev.leadline.sla.clock;

import dev.leadline.events.ClockMet.TimeSplit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a clock stood when it was last decided on.
///
/// @param used the working time used before `runningSince`, or in all when it does not run
/// @param runningSince null when it does not run
/// @param due when the budget is or was used up; null when it stands still before that
/// @param calendar the name of the working hours that it counts in
/// @param closedAt null while open
/// @param cause why it was cancelled, or is paused; null otherwise
/// @param split by who used the elapsed time; null while open
public record Standing(
    Phase phase,
    Instant startedAt,
    Duration used,
    @Nullable Instant runningSince,
    @Nullable Instant due,
    @Nullable String owner,
    String calendar,
    @Nullable Instant closedAt,
    @Nullable String cause,
    @Nullable TimeSplit split) {}
