package dev.leadline.policy.time.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.Holidays;
import dev.leadline.policy.time.OpenInterval;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads the JSON of a calendar:
/// `{"zone":Z,"hours":{"mon":[["09:00","12:30"],...],...},"holidays":H,"days":{"2026-12-24":[...]}}`,
/// where H is a list of dates or `{"country":"de","region":"by","except":[...],"extra":[...]}`; all
/// but zone and hours may be absent.
final class CalendarJson {
  private CalendarJson() {}

  /// @throws IllegalArgumentException naming the part that cannot be read
  static CalendarDefinition definition(JsonNode json) {
    Members calendar = Members.of("The calendar", json);
    calendar.allow("zone", "hours", "holidays", "days");
    return new CalendarDefinition(
        zone(Members.text("'zone'", calendar.required("zone"))),
        hours("'hours'", calendar.required("hours"), CalendarJson::weekday),
        calendar.optional("holidays").map(CalendarJson::holidays).orElse(Holidays.none()),
        calendar
            .optional("days")
            .map(days -> hours("'days'", days, CalendarJson::date))
            .orElse(Map.of()));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException("Zone '" + id + "' is not known");
    }
  }

  private static <K> Map<K, List<OpenInterval>> hours(
      String what, JsonNode json, Function<String, K> day) {
    Map<K, List<OpenInterval>> hours = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : Members.of(what, json).json().properties()) {
      hours.put(day.apply(entry.getKey()), intervals(entry.getKey(), entry.getValue()));
    }
    return hours;
  }

  private static List<OpenInterval> intervals(String day, JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("The hours of '" + day + "' are no list of intervals");
    }
    List<OpenInterval> intervals = new ArrayList<>();
    for (JsonNode interval : json) {
      if (!interval.isArray() || interval.size() != 2) {
        throw new IllegalArgumentException(
            "Interval %s of '%s' is no pair of times".formatted(interval, day));
      }
      intervals.add(
          OpenInterval.of(
              Members.text("The begin of an interval of '" + day + "'", interval.get(0)),
              Members.text("The end of an interval of '" + day + "'", interval.get(1))));
    }
    return intervals;
  }

  private static Holidays holidays(JsonNode json) {
    if (json.isArray()) {
      return Holidays.on(dates("'holidays'", json));
    }
    Members holidays = Members.of("'holidays'", json);
    holidays.allow("country", "region", "except", "extra");
    return new Holidays(
        holidays.optionalText("country").orElse(null),
        holidays.optionalText("region").orElse(null),
        holidays.optional("except").map(dates -> dates("'except'", dates)).orElse(Set.of()),
        holidays.optional("extra").map(dates -> dates("'extra'", dates)).orElse(Set.of()));
  }

  private static Set<LocalDate> dates(String what, JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException(what + " is no list of dates");
    }
    Set<LocalDate> dates = new HashSet<>();
    json.forEach(date -> dates.add(date(Members.text("A date of " + what, date))));
    return dates;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException("Date '" + text + "' is not of the form YYYY-MM-DD");
    }
  }

  private static DayOfWeek weekday(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(name) && name.length() == 3) {
        return day;
      }
    }
    throw new IllegalArgumentException("Weekday '" + name + "' is not one of mon, tue ... sun");
  }
}
