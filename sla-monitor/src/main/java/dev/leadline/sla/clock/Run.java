package dev.leadline.sla.clock;

import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The course of a clock: when it counted, and in which working hours.
///
/// @param stretches the times in which it counted, in order; only the last may be open
/// @param owner who is to act; null when nobody owns the lead
/// @param calendar in which it counts now
/// @param assignedAt when the lead was known to have an owner; null when it never had one
/// @param closedAt null while open
/// @param cause why it was cancelled, or is paused; null otherwise
public record Run(
    Phase phase,
    Instant startedAt,
    List<Stretch> stretches,
    @Nullable String owner,
    WorkingCalendar calendar,
    @Nullable Instant assignedAt,
    @Nullable Instant closedAt,
    @Nullable String cause) {

  public Run {
    stretches = List.copyOf(stretches);
  }

  /// A time in which a clock counts.
  ///
  /// @param until null when it goes on
  /// @param before the working time used before it
  record Stretch(Instant from, @Nullable Instant until, WorkingCalendar calendar, Duration before) {

    Duration used(Instant at) {
      Instant end = until != null && until.isBefore(at) ? until : at;
      return before.plus(calendar.elapsed(from, end));
    }

    /// When the working time used equals `amount`, if it does here.
    Optional<Instant> reached(Duration amount) {
      return until == null || used(until).compareTo(amount) >= 0
          ? Optional.of(calendar.due(from, amount.minus(before)))
          : Optional.empty();
    }

    Stretch ending(Instant at) {
      return new Stretch(from, at, calendar, before);
    }
  }

  /// The working time used until `at`.
  public Duration used(Instant at) {
    return stretches.reversed().stream()
        .filter(stretch -> !stretch.from().isAfter(at))
        .findFirst()
        .map(stretch -> stretch.used(at))
        .orElse(Duration.ZERO);
  }

  /// The earliest instant at which the working time used equals `amount`; empty when the clock
  /// stands still before that.
  public Optional<Instant> reached(Duration amount) {
    return stretches.stream().flatMap(each -> each.reached(amount).stream()).findFirst();
  }

  /// Whether more than the budget was used before it closed, or, while it is open, until `now`.
  public boolean breached(Duration budget, Instant now) {
    return used(closedAt == null ? now : closedAt).compareTo(budget) > 0;
  }

  /// The elapsed time until `at` by who used it. Time in which the clock stood still is waiting.
  public TimeSplit split(Instant at) {
    Duration elapsed = Duration.between(startedAt, at);
    if (elapsed.isNegative()) {
      return new TimeSplit(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
    Instant assigned = assignedAt == null || assignedAt.isAfter(at) ? at : assignedAt;
    Instant handed = assigned.isBefore(startedAt) ? startedAt : assigned;
    Duration systems = Duration.between(startedAt, handed);
    Duration people = used(at).minus(used(handed));
    return new TimeSplit(systems, elapsed.minus(systems).minus(people), people);
  }

  /// How the clock stands, as it is kept and told.
  Standing standing(Duration budget) {
    Stretch last = stretches.isEmpty() ? null : stretches.getLast();
    Instant since = last != null && last.until() == null ? last.from() : null;
    Duration used =
        last == null
            ? Duration.ZERO
            : last.until() == null ? last.before() : last.used(last.until());
    return new Standing(
        phase,
        startedAt,
        used,
        since,
        reached(budget).orElse(null),
        owner,
        calendar.name(),
        closedAt,
        cause,
        closedAt == null ? null : split(closedAt));
  }
}
