package dev.leadline.policy.time;

/// Makes calendars.
public final class WorkingCalendars {
  private static final WorkingCalendar ALWAYS = new AlwaysOpen(WorkingCalendar.ALWAYS);

  private WorkingCalendars() {}

  /// The calendar that is never closed.
  public static WorkingCalendar always() {
    return ALWAYS;
  }

  /// The calendar of a definition. It answers for the years 1 to 9999; ten years cost it about as
  /// much as a day once they were asked for. Safe for use by many threads.
  ///
  /// @throws IllegalArgumentException when no weekday has hours, so that a clock might never run
  ///   out, and when the country or region of the holidays is not known
  public static WorkingCalendar of(String name, CalendarDefinition definition) {
    if (definition.isClosedEveryWeekday()) {
      throw new IllegalArgumentException("Calendar '" + name + "' is closed on every weekday");
    }
    return new BusinessCalendar(name, definition);
  }
}
