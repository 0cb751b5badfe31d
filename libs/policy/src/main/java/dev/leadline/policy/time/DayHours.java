package dev.leadline.policy.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// Which hours a day has: its own where the definition names it, else none on a holiday, else those
/// of its weekday.
final class DayHours {
  private final CalendarDefinition definition;
  private final IntFunction<Set<LocalDate>> publicHolidays;

  /// @throws IllegalArgumentException when the country or the region of the holidays is not known
  DayHours(CalendarDefinition definition) {
    this.definition = definition;
    this.publicHolidays = publicHolidays(definition.holidays());
  }

  List<OpenInterval> of(LocalDate day) {
    List<OpenInterval> own = definition.days().get(day);
    if (own != null) {
      return own;
    }
    return isHoliday(day)
        ? List.of()
        : definition.hours().getOrDefault(day.getDayOfWeek(), List.of());
  }

  private boolean isHoliday(LocalDate day) {
    Holidays holidays = definition.holidays();
    if (holidays.extra().contains(day)) {
      return true;
    }
    return publicHolidays.apply(day.getYear()).contains(day) && !holidays.except().contains(day);
  }

  private static IntFunction<Set<LocalDate>> publicHolidays(Holidays holidays) {
    String country = holidays.country();
    if (country == null) {
      return _ -> Set.of();
    }
    String region = holidays.region();
    return new PublicHolidays(country, region == null ? new String[0] : region.split("/", -1))::in;
  }
}
