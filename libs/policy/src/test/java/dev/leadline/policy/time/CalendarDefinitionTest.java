package dev.leadline.policy.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDefinitionTest {

  @Test
  void aDayEndsAtTwentyFourHours() {
    assertThat(OpenInterval.of("00:00", "24:00")).isEqualTo(new OpenInterval(0, 1440));
    assertThat(OpenInterval.of("09:00", "12:30")).hasToString("09:00-12:30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9:00", "24:01", "25:00", "09:60", "", "0900", "09:00:00", "noon"})
  void aTimeOfAnotherFormIsRefused(String time) {
    assertThatThrownBy(() -> OpenInterval.of(time, "24:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Time '" + time + "' is not of the form HH:mm, from 00:00 to 24:00");
  }

  @ParameterizedTest
  @CsvSource({"09:00, 09:00", "22:00, 06:00", "24:00, 24:00", "22:00, 00:00"})
  void anIntervalThatIsEmptyOrPassesMidnightIsRefused(String from, String to) {
    assertThatThrownBy(() -> OpenInterval.of(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Interval %s-%s does not end after it begins, within one day; one that passes midnight is two"
                .formatted(from, to));
  }

  @Test
  void intervalsThatOverlapAreRefused() {
    assertThatThrownBy(() -> Calendars.everyDay("UTC", "09:00-12:30", "12:00-17:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("Interval 12:00-17:00 of [A-Z]+DAY begins before 09:00-12:30 ends");
  }

  @Test
  void intervalsOutOfOrderAreRefused() {
    assertThatThrownBy(() ->
            Calendars.in("UTC")
                .daily("09:00-17:00")
                .day("2026-12-24", "13:00-17:00", "09:00-12:00")
                .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Interval 09:00-12:00 of 2026-12-24 begins before 13:00-17:00 ends");
  }

  @Test
  void aCalendarThatIsAlwaysClosedIsRefused() {
    assertThatThrownBy(
            () -> WorkingCalendars.of("never", CalendarDefinition.weekly(ZoneOffset.UTC, Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Calendar 'never' is closed on every weekday");
  }

  @Test
  void anUnknownCountryIsRefused() {
    assertThatThrownBy(() -> closedOn(Holidays.of("xx", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Country 'xx' has no known public holidays");
  }

  @Test
  void anUnknownRegionIsRefused() {
    assertThatThrownBy(() -> closedOn(Holidays.of("de", "bavaria")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Region 'bavaria' is not known in country 'de', which has [")
        .hasMessageContaining("by");
  }

  @Test
  void aRegionWithoutACountryIsRefused() {
    assertThatThrownBy(() -> new Holidays(null, "by", Set.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Region 'by' has no country");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "DE, -, 2026-01-06, true",
        "DE, BY, 2026-01-06, false",
        "de, by/ag, 2028-08-08, false",
        "de, by, 2028-08-08, true",
        "de, -, 2026-12-25, false",
        // Independence Day falls on a Saturday and is observed on the Friday.
        "us, -, 2026-07-03, false",
        "us, -, 2026-11-26, false",
        "gb, -, 2026-05-25, false",
        "gb, eng, 2026-04-06, false",
        "fr, -, 2026-07-14, false",
      })
  void publicHolidaysOfTheCountryAndRegionAreClosed(
      String country, String region, LocalDate day, boolean open) {
    assertThat(isOpenOn(day, closedOn(Holidays.of(country, region)))).isEqualTo(open);
  }

  @Test
  void exceptionsAreWorkedAndExtraDaysAreNot() {
    WorkingCalendar calendar =
        closedOn(
            new Holidays(
                "de",
                "by",
                Set.of(LocalDate.parse("2026-01-06")),
                Set.of(LocalDate.parse("2026-01-07"))));

    assertThat(isOpenOn(LocalDate.parse("2026-01-06"), calendar)).isTrue();
    assertThat(isOpenOn(LocalDate.parse("2026-01-07"), calendar)).isFalse();
    assertThat(isOpenOn(LocalDate.parse("2026-12-25"), calendar)).isFalse();
  }

  private static WorkingCalendar closedOn(Holidays holidays) {
    return Calendars.in("Europe/Berlin").weekdays("09:00-17:00").holidays(holidays).build();
  }

  private static boolean isOpenOn(LocalDate day, WorkingCalendar calendar) {
    return calendar.isOpen(day.atTime(12, 0).atZone(ZoneId.of("Europe/Berlin")).toInstant());
  }
}
