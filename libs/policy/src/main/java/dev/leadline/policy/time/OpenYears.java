package dev.leadline.policy.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The open time of each year, from one new year to the next in UTC, worked out when first asked
/// for and kept for the years in which leads come and go. Safe for use by many threads.
///
/// A year is a row of stretches between the clock changes of the zone; within one the clock on the
/// wall runs evenly, so its hours are those of the local days, shifted by the offset and cut at the
/// ends of the stretch.
final class OpenYears {
  static final int FIRST = 1;
  static final int LAST = 9999;
  private static final int FIRST_KEPT = 1970;
  private static final int KEPT = 200;
  private static final long SECONDS_A_DAY = TimeUnit.DAYS.toSeconds(1);

  private final ZoneRules rules;
  private final DayHours hours;
  private final AtomicReferenceArray<OpenTime> kept = new AtomicReferenceArray<>(KEPT);

  OpenYears(ZoneId zone, DayHours hours) {
    this.rules = zone.getRules();
    this.hours = hours;
  }

  /// The year in which an instant lies.
  ///
  /// @throws IllegalArgumentException when it is not from [#FIRST] to [#LAST]
  static int yearOf(Instant at) {
    long day = Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    if (day < newYear(FIRST) || day >= newYear(LAST + 1)) {
      throw new IllegalArgumentException(
          "Working time is known for the years %d to %d, and %s is not among them"
              .formatted(FIRST, LAST, at));
    }
    return LocalDate.ofEpochDay(day).getYear();
  }

  OpenTime of(int year) {
    int index = year - FIRST_KEPT;
    if (index < 0 || index >= KEPT) {
      return compute(year);
    }
    OpenTime known = kept.get(index);
    if (known == null) {
      known = compute(year);
      kept.set(index, known);
    }
    return known;
  }

  private OpenTime compute(int year) {
    long end = newYear(year + 1) * SECONDS_A_DAY;
    long at = newYear(year) * SECONDS_A_DAY;
    OpenTime.Builder open = new OpenTime.Builder(at);
    while (at < end) {
      Instant now = Instant.ofEpochSecond(at);
      ZoneOffsetTransition change = rules.nextTransition(now);
      long until = change == null ? end : Math.min(end, change.toEpochSecond());
      addStretch(open, at, until, rules.getOffset(now).getTotalSeconds());
      at = until;
    }
    return open.build();
  }

  private void addStretch(OpenTime.Builder open, long from, long until, int offset) {
    long lastDay = Math.floorDiv(until - 1 + offset, SECONDS_A_DAY);
    for (long day = Math.floorDiv(from + offset, SECONDS_A_DAY); day <= lastDay; day++) {
      long midnight = day * SECONDS_A_DAY - offset;
      for (OpenInterval interval : hours.of(LocalDate.ofEpochDay(day))) {
        long opens = Math.max(from, midnight + TimeUnit.MINUTES.toSeconds(interval.fromMinute()));
        long closes = Math.min(until, midnight + TimeUnit.MINUTES.toSeconds(interval.toMinute()));
        if (opens < closes) {
          open.add(opens, closes);
        }
      }
    }
  }

  private static long newYear(int year) {
    return LocalDate.of(year, 1, 1).toEpochDay();
  }
}
