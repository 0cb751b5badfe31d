package dev.leadline.sla.commitment;

import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// How a commitment stands in its period.
///
/// @param begins the first day of the period
/// @param ends the first day of the next
/// @param promised in the whole period
/// @param expected of that by now: the share of the period's working time that has passed, rounded
///   down
/// @param projected for the whole period if it goes on like this; what is delivered as long as no
///   working time has passed
public record Pace(
    String commitment,
    LocalDate begins,
    LocalDate ends,
    long promised,
    long delivered,
    long expected,
    long projected) {

  /// The period in which an instant lies.
  public static LocalDate begins(Commitment commitment, Instant at, WorkingCalendar hours) {
    return Period.of(commitment, at, hours).first();
  }

  public static Pace of(Commitment commitment, long delivered, Instant now, WorkingCalendar hours) {
    Period period = Period.of(commitment, now, hours);
    long passed = hours.elapsed(period.from(), now).toSeconds();
    Duration whole = hours.elapsed(period.from(), period.until());
    long seconds = Math.max(1, whole.toSeconds());
    return new Pace(
        commitment.id(),
        period.first(),
        period.end(),
        commitment.count(),
        delivered,
        commitment.count() * passed / seconds,
        passed == 0 ? delivered : delivered * seconds / passed);
  }

  /// How many are committed for a stretch of time: of each period its share by working time, summed
  /// and rounded.
  public static long committed(
      Commitment commitment, Instant from, Instant to, WorkingCalendar hours) {
    double sum = 0;
    Period period = Period.of(commitment, from, hours);
    while (period.from().isBefore(to)) {
      Instant begins = from.isAfter(period.from()) ? from : period.from();
      Instant ends = to.isBefore(period.until()) ? to : period.until();
      double whole = Math.max(1, hours.elapsed(period.from(), period.until()).toSeconds());
      sum += commitment.count() * hours.elapsed(begins, ends).toSeconds() / whole;
      period = Period.of(commitment, period.until(), hours);
    }
    return Math.round(sum);
  }

  /// Whether no less was delivered than expected by now.
  public boolean onPace() {
    return delivered >= expected;
  }
}
