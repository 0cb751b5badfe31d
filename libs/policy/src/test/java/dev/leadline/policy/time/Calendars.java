package dev.leadline.policy.time;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds calendars for tests: hours are written `09:00-17:00`.
final class Calendars {
  private final ZoneId zone;
  private final Map<DayOfWeek, List<OpenInterval>> hours = new HashMap<>();
  private final Map<LocalDate, List<OpenInterval>> days = new HashMap<>();
  private Holidays holidays = Holidays.none();

  private Calendars(String zone) {
    this.zone = ZoneId.of(zone);
  }

  static Calendars in(String zone) {
    return new Calendars(zone);
  }

  static WorkingCalendar nineToFive(String zone) {
    return in(zone).weekdays("09:00-17:00").build();
  }

  static WorkingCalendar everyDay(String zone, String... intervals) {
    return in(zone).daily(intervals).build();
  }

  Calendars weekdays(String... intervals) {
    return on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), intervals);
  }

  Calendars daily(String... intervals) {
    return on(EnumSet.allOf(DayOfWeek.class), intervals);
  }

  Calendars on(Set<DayOfWeek> weekdays, String... intervals) {
    hours.putAll(weekdays.stream().collect(toMap(identity(), _ -> intervals(intervals))));
    return this;
  }

  Calendars holidays(Holidays closed) {
    holidays = closed;
    return this;
  }

  Calendars day(String date, String... intervals) {
    days.put(LocalDate.parse(date), intervals(intervals));
    return this;
  }

  WorkingCalendar build() {
    return WorkingCalendars.of("test", new CalendarDefinition(zone, hours, holidays, days));
  }

  static List<OpenInterval> intervals(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.split("-", 2))
        .map(ends -> OpenInterval.of(ends[0], ends[1]))
        .toList();
  }
}
