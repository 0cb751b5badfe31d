package dev.leadline.policy.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When people work, as a policy says it.
///
/// @param zone in which its days begin and its hours are read
/// @param hours of each weekday, in order and apart; a weekday that is absent is closed
/// @param holidays on which it is closed
/// @param days the hours of single days, in place of both weekday and holiday; none for a day that
///   is closed
public record CalendarDefinition(
    ZoneId zone,
    Map<DayOfWeek, List<OpenInterval>> hours,
    Holidays holidays,
    Map<LocalDate, List<OpenInterval>> days) {

  /// @throws IllegalArgumentException naming the day whose intervals overlap or are out of order
  public CalendarDefinition {
    hours = checked(hours);
    days = checked(days);
  }

  /// The hours of every week, closed on no holiday.
  public static CalendarDefinition weekly(ZoneId zone, Map<DayOfWeek, List<OpenInterval>> hours) {
    return new CalendarDefinition(zone, hours, Holidays.none(), Map.of());
  }

  boolean isClosedEveryWeekday() {
    return hours.values().stream().allMatch(List::isEmpty);
  }

  private static <K> Map<K, List<OpenInterval>> checked(Map<K, List<OpenInterval>> given) {
    Map<K, List<OpenInterval>> copy = new HashMap<>();
    given.forEach((day, intervals) -> copy.put(day, inOrder(day, intervals)));
    return Map.copyOf(copy);
  }

  private static List<OpenInterval> inOrder(Object day, List<OpenInterval> intervals) {
    for (int i = 1; i < intervals.size(); i++) {
      OpenInterval before = intervals.get(i - 1);
      OpenInterval next = intervals.get(i);
      if (next.fromMinute() < before.toMinute()) {
        throw new IllegalArgumentException(
            "Interval %s of %s begins before %s ends".formatted(next, day, before));
      }
    }
    return List.copyOf(intervals);
  }
}
