package dev.leadline.policy.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// A calendar with working hours.
///
/// It is open at an instant when the clock on the wall of its zone then shows a time within the
/// hours of the day that it then shows. From that it follows that a day has its real length, and
/// what a clock change does to an interval:
///
/// - Local times that are skipped never are: an interval that begins among them opens when the
///   clock is set forward, one that ends among them closes then, one that lies within them does not
///   occur.
/// - Local times that are repeated are twice: an interval that begins among them opens the first
///   time, one that ends among them closes for good the second time. Between its first end and the
///   moment the clock is set back it is closed, as the hours say.
final class BusinessCalendar implements WorkingCalendar {
  private final String name;
  private final CalendarDefinition definition;
  private final OpenYears years;

  /// @throws IllegalArgumentException when the country or the region of the holidays is not known
  BusinessCalendar(String name, CalendarDefinition definition) {
    this.name = name;
    this.definition = definition;
    this.years = new OpenYears(definition.zone(), new DayHours(definition));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ZoneId zone() {
    return definition.zone();
  }

  @Override
  public Optional<CalendarDefinition> definition() {
    return Optional.of(definition);
  }

  @Override
  public Instant due(Instant start, Duration budget) {
    Budgets.check(budget);
    if (budget.isZero()) {
      return start;
    }
    int year = OpenYears.yearOf(start);
    Duration left = budget.plus(years.of(year).until(start));
    for (; year <= OpenYears.LAST; year++) {
      OpenTime open = years.of(year);
      if (left.compareTo(open.total()) <= 0) {
        return open.reaching(left);
      }
      left = left.minus(open.total());
    }
    throw new IllegalArgumentException(
        "Budget %s from %s is not used up by the end of the year %d in calendar '%s'"
            .formatted(budget, start, OpenYears.LAST, name));
  }

  @Override
  public Duration elapsed(Instant start, Instant end) {
    if (!end.isAfter(start)) {
      return Duration.ZERO;
    }
    int lastYear = OpenYears.yearOf(end);
    Duration worked = years.of(lastYear).until(end);
    int year = OpenYears.yearOf(start);
    worked = worked.minus(years.of(year).until(start));
    for (; year < lastYear; year++) {
      worked = worked.plus(years.of(year).total());
    }
    return worked;
  }

  @Override
  public boolean isOpen(Instant at) {
    return years.of(OpenYears.yearOf(at)).isOpen(at);
  }

  @Override
  public Instant nextOpening(Instant at) {
    for (int year = OpenYears.yearOf(at); year <= OpenYears.LAST; year++) {
      Instant opening = years.of(year).nextOpening(at);
      if (opening.isBefore(Instant.MAX)) {
        return opening;
      }
    }
    throw new IllegalArgumentException(
        "Calendar '%s' does not open from %s to the end of the year %d"
            .formatted(name, at, OpenYears.LAST));
  }

  @Override
  public String toString() {
    return name + " (" + zone() + ")";
  }
}
