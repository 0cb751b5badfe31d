package dev.leadline.policy.load;

import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.Holidays;
import dev.leadline.policy.time.OpenInterval;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// `calendars.yaml`: when people work.
final class CalendarsFile {
  static final String NAME = "calendars.yaml";

  private static final Map<String, DayOfWeek> DAYS =
      Words.inOrder(
          Map.entry("mon", DayOfWeek.MONDAY),
          Map.entry("tue", DayOfWeek.TUESDAY),
          Map.entry("wed", DayOfWeek.WEDNESDAY),
          Map.entry("thu", DayOfWeek.THURSDAY),
          Map.entry("fri", DayOfWeek.FRIDAY),
          Map.entry("sat", DayOfWeek.SATURDAY),
          Map.entry("sun", DayOfWeek.SUNDAY));

  private CalendarsFile() {}

  /// The calendars by name, `always` among them.
  static Map<String, WorkingCalendar> read(Value root) {
    Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
    calendars.put(WorkingCalendar.ALWAYS, WorkingCalendars.always());
    calendars.putAll(root.block().entries(CalendarsFile::name, CalendarsFile::calendar));
    return calendars;
  }

  private static String name(Value key) {
    String name = key.id();
    if (name.equals(WorkingCalendar.ALWAYS)) {
      key.error("Calendar 'always' is built in");
    }
    return name;
  }

  private static WorkingCalendar calendar(String name, Value value) {
    int issuesBefore = value.issuesSoFar();
    Block block = value.block();
    ZoneId zone = block.required("zone").zone();
    Value hoursAt = block.required("hours");
    Map<DayOfWeek, List<OpenInterval>> hours = hours(hoursAt);
    Optional<Value> holidaysAt = block.optional("holidays");
    Holidays holidays = holidaysAt.map(CalendarsFile::holidays).orElse(Holidays.none());
    Map<LocalDate, List<OpenInterval>> days =
        block.optional("days").map(CalendarsFile::days).orElse(Map.of());
    block.finish();
    if (value.isAbsent() || value.issuesSoFar() > issuesBefore) {
      return WorkingCalendars.always();
    }
    // Without holidays first, to tell whether the hours or the holidays are at fault.
    WorkingCalendar weekly =
        attempt(
            hoursAt,
            () -> WorkingCalendars.of(name, CalendarDefinition.weekly(zone, hours)),
            WorkingCalendars.always());
    return value.issuesSoFar() > issuesBefore
        ? weekly
        : attempt(
            holidaysAt.orElse(hoursAt),
            () -> WorkingCalendars.of(name, new CalendarDefinition(zone, hours, holidays, days)),
            WorkingCalendars.always());
  }

  private static Map<DayOfWeek, List<OpenInterval>> hours(Value value) {
    Map<DayOfWeek, List<OpenInterval>> hours = new EnumMap<>(DayOfWeek.class);
    Block block = value.block();
    block.entries(
        Value::text,
        (days, intervals) -> {
          List<OpenInterval> open = intervals(intervals);
          range(days, block.key(days))
              .forEach(day -> {
                if (hours.putIfAbsent(day, open) != null) {
                  block.key(days).error("'%s' says a day again".formatted(days));
                }
              });
          return open;
        });
    return hours;
  }

  /// The days of `tue` or `mon-fri`.
  private static List<DayOfWeek> range(String written, Value key) {
    String[] ends = written.split("-", -1);
    DayOfWeek first = DAYS.get(ends[0]);
    DayOfWeek last = DAYS.get(ends[ends.length - 1]);
    if (ends.length > 2 || first == null || last == null || last.compareTo(first) < 0) {
      key.error(
          "'%s' is not a weekday or a range of them, such as 'mon-fri'; the days are %s"
              .formatted(written, Value.quoted(DAYS.keySet())));
      return List.of();
    }
    return DAYS.values().stream()
        .filter(day -> day.compareTo(first) >= 0 && day.compareTo(last) <= 0)
        .toList();
  }

  private static List<OpenInterval> intervals(Value value) {
    List<OpenInterval> intervals = new ArrayList<>();
    for (Value entry : value.list()) {
      interval(entry)
          .ifPresent(next -> {
            if (!intervals.isEmpty() && next.fromMinute() < intervals.getLast().toMinute()) {
              entry.error("Interval %s begins before %s ends".formatted(next, intervals.getLast()));
            }
            intervals.add(next);
          });
    }
    return intervals;
  }

  /// `09:00-12:30`, or the pair `["09:00", "12:30"]`.
  private static Optional<OpenInterval> interval(Value value) {
    List<String> ends =
        value.isList()
            ? value.list().stream().map(Value::text).toList()
            : List.of(value.text().split("\\s*-\\s*", -1));
    if (ends.size() != 2) {
      value.error("%s is not an interval, such as 09:00-12:30".formatted(value.written()));
      return Optional.empty();
    }
    return attempt(
        value, () -> Optional.of(OpenInterval.of(ends.get(0), ends.get(1))), Optional.empty());
  }

  private static Map<LocalDate, List<OpenInterval>> days(Value value) {
    Map<LocalDate, List<OpenInterval>> days = new LinkedHashMap<>();
    Block block = value.block();
    block.entries(
        Value::text, (date, intervals) -> days.put(block.key(date).date(), intervals(intervals)));
    return days;
  }

  /// A list of dates, or a country with `region`, `except` and `extra`.
  private static Holidays holidays(Value value) {
    if (value.isList()) {
      return Holidays.on(dates(Optional.of(value)));
    }
    Block block = value.block();
    Holidays holidays =
        new Holidays(
            block.required("country").text(),
            block.optional("region").map(Value::text).orElse(null),
            dates(block.optional("except")),
            dates(block.optional("extra")));
    block.finish();
    return holidays;
  }

  private static Set<LocalDate> dates(Optional<Value> value) {
    return value.stream()
        .flatMap(list -> list.list().stream())
        .map(Value::date)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Business time says what is wrong with its values; here it is said with the place.
  private static <T> T attempt(Value place, Supplier<T> maker, T standIn) {
    try {
      return maker.get();
    } catch (IllegalArgumentException refused) {
      place.error(String.valueOf(refused.getMessage()));
      return standIn;
    }
  }
}
