package dev.leadline.sla.commitment;

import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/// A week, from Monday, a month or a quarter of a zone.
///
/// @param end the first day of the next
record Period(LocalDate first, LocalDate end, ZoneId zone) {

  static Period of(Commitment commitment, Instant at, WorkingCalendar hours) {
    LocalDate day = at.atZone(hours.zone()).toLocalDate();
    LocalDate first =
        switch (commitment.per()) {
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
          case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        };
    LocalDate end =
        switch (commitment.per()) {
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
          case QUARTER -> first.plusMonths(3);
        };
    return new Period(first, end, hours.zone());
  }

  Instant from() {
    return first.atStartOfDay(zone).toInstant();
  }

  Instant until() {
    return end.atStartOfDay(zone).toInstant();
  }
}
