package dev.leadline.policy.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
  private final WorkingCalendar berlin = Calendars.nineToFive("Europe/Berlin");

  @Test
  void aLeadOfSaturdayIsDueOnMonday() {
    assertThat(berlin.due(at("2026-11-21T15:00:00+01:00"), Duration.ofHours(4)))
        .isEqualTo(at("2026-11-23T13:00:00+01:00"));
  }

  @Test
  void aBudgetOfZeroIsDueAtOnceEvenWhenClosed() {
    Instant saturday = at("2026-11-21T15:00:00+01:00");

    assertThat(berlin.due(saturday, Duration.ZERO)).isEqualTo(saturday);
  }

  @Test
  void aBudgetThatEndsWithTheDayIsDueAtClosingNotAtTheNextOpening() {
    assertThat(berlin.due(at("2026-11-20T09:00:00+01:00"), Duration.ofHours(8)))
        .isEqualTo(at("2026-11-20T17:00:00+01:00"));
  }

  @Test
  void aNanosecondMoreIsDueOnTheNextWorkingDay() {
    assertThat(berlin.due(at("2026-11-20T09:00:00+01:00"), Duration.ofHours(8).plusNanos(1)))
        .isEqualTo(at("2026-11-23T09:00:00.000000001+01:00"));
  }

  @Test
  void elapsedTimeIsExactToTheNanosecond() {
    assertThat(
            berlin.elapsed(
                at("2026-11-20T16:59:59.999999999+01:00"),
                at("2026-11-23T09:00:00.000000002+01:00")))
        .isEqualTo(Duration.ofNanos(3));
  }

  @Test
  void noTimeElapsesBackwards() {
    Instant noon = at("2026-11-20T12:00:00+01:00");

    assertThat(berlin.elapsed(noon, noon.minusSeconds(1))).isZero();
    assertThat(berlin.elapsed(noon, noon)).isZero();
  }

  @Test
  void aNegativeBudgetIsRefused() {
    assertThatThrownBy(() -> berlin.due(Instant.EPOCH, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Budget PT-1S is negative");
  }

  @Test
  void intervalsAreHalfOpen() {
    assertThat(berlin.isOpen(at("2026-11-20T09:00:00+01:00"))).isTrue();
    assertThat(berlin.isOpen(at("2026-11-20T16:59:59.999999999+01:00"))).isTrue();
    assertThat(berlin.isOpen(at("2026-11-20T17:00:00+01:00"))).isFalse();
    assertThat(berlin.isOpen(at("2026-11-20T08:59:59.999999999+01:00"))).isFalse();
  }

  @Test
  void theNextOpeningIsNowWhenOpenElseTheNextBegin() {
    Instant open = at("2026-11-20T12:00:00.5+01:00");

    assertThat(berlin.nextOpening(open)).isEqualTo(open);
    assertThat(berlin.nextOpening(at("2026-11-20T17:00:00+01:00")))
        .isEqualTo(at("2026-11-23T09:00:00+01:00"));
  }

  @Test
  void theNextOpeningMayBeInTheNextYear() {
    WorkingCalendar closedOverNewYear =
        Calendars.in("UTC")
            .on(Set.of(DayOfWeek.MONDAY), "09:00-10:00")
            .day("2026-12-28")
            .day("2027-01-04")
            .build();

    assertThat(closedOverNewYear.nextOpening(at("2026-12-25T00:00:00Z")))
        .isEqualTo(at("2027-01-11T09:00:00Z"));
  }

  @Test
  void lunchIsNotWork() {
    WorkingCalendar split =
        Calendars.in("Europe/Berlin").weekdays("09:00-12:30", "13:30-17:00").build();

    assertThat(split.due(at("2026-11-20T12:00:00+01:00"), Duration.ofHours(1)))
        .isEqualTo(at("2026-11-20T14:00:00+01:00"));
    assertThat(split.elapsed(at("2026-11-20T12:45:00+01:00"), at("2026-11-20T13:15:00+01:00")))
        .isZero();
  }

  @Test
  void intervalsThatTouchAreOne() {
    WorkingCalendar touching = Calendars.everyDay("UTC", "09:00-12:00", "12:00-15:00");

    assertThat(touching.elapsed(at("2026-11-20T11:00:00Z"), at("2026-11-20T13:00:00Z")))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aNightShiftOfTwoIntervalsRunsThroughMidnight() {
    WorkingCalendar night = Calendars.everyDay("Europe/Berlin", "00:00-06:00", "22:00-24:00");

    assertThat(night.due(at("2026-11-20T23:00:00+01:00"), Duration.ofHours(3)))
        .isEqualTo(at("2026-11-21T02:00:00+01:00"));
    assertThat(night.isOpen(at("2026-11-21T00:00:00+01:00"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, PT23H",
    "2026-10-25, PT25H",
    "2026-11-20, PT24H",
    "2028-02-29, PT24H",
  })
  void aDayHasItsRealLength(LocalDate day, Duration length) {
    // given
    WorkingCalendar allDay = Calendars.in("Europe/Berlin").daily("00:00-24:00").build();

    // when
    Instant midnight = day.atStartOfDay(allDay.zone()).toInstant();
    Instant nextMidnight = day.plusDays(1).atStartOfDay(allDay.zone()).toInstant();

    // then
    assertThat(allDay.elapsed(midnight, nextMidnight)).isEqualTo(length);
    assertThat(allDay.due(midnight, length)).isEqualTo(nextMidnight);
  }

  @ParameterizedTest
  @CsvSource({
    // The clock goes from 02:00 to 02:30 in October and from 02:00 back to 01:30 in April.
    "2026-10-04, 00:00-24:00, PT23H30M",
    "2026-04-05, 00:00-24:00, PT24H30M",
    "2026-10-04, 01:00-05:00, PT3H30M",
    "2026-04-05, 01:00-05:00, PT4H30M",
    "2026-10-04, 02:00-02:30, PT0S",
    "2026-04-05, 01:30-02:00, PT1H",
  })
  void lordHowesClockMovesByHalfAnHour(LocalDate day, String hours, Duration worked) {
    assertThat(workedOn(day, Calendars.everyDay("Australia/Lord_Howe", hours))).isEqualTo(worked);
  }

  @ParameterizedTest
  @CsvSource({
    // 02:00 to 03:00 is skipped on the first day and happens twice on the second.
    "2026-03-29, 01:00-05:00, PT3H",
    "2026-03-29, 02:30-05:00, PT2H",
    "2026-03-29, 01:00-02:30, PT1H",
    "2026-03-29, 02:10-02:50, PT0S",
    "2026-10-25, 01:00-05:00, PT5H",
    "2026-10-25, 02:30-05:00, PT3H",
    "2026-10-25, 01:00-02:30, PT2H",
    "2026-10-25, 02:10-02:50, PT1H20M",
  })
  void hoursThatMeetAClockChangeFollowTheClockOnTheWall(
      LocalDate day, String hours, Duration worked) {
    assertThat(workedOn(day, Calendars.everyDay("Europe/Berlin", hours))).isEqualTo(worked);
  }

  @Test
  void anIntervalThatBeginsInTheGapOpensWhenTheClockIsSetForward() {
    assertThat(
            Calendars.everyDay("Europe/Berlin", "02:30-05:00")
                .nextOpening(at("2026-03-29T00:00:00+01:00")))
        .isEqualTo(at("2026-03-29T01:00:00Z"));
  }

  @Test
  void anIntervalThatBeginsInTheRepeatedHourOpensTheFirstTime() {
    assertThat(
            Calendars.everyDay("Europe/Berlin", "02:30-05:00")
                .nextOpening(at("2026-10-25T00:00:00+02:00")))
        .isEqualTo(at("2026-10-25T02:30:00+02:00"));
  }

  @Test
  void anIntervalThatEndsInTheRepeatedHourClosesForGoodTheSecondTime() {
    WorkingCalendar early = Calendars.everyDay("Europe/Berlin", "01:00-02:30");

    assertThat(early.isOpen(at("2026-10-25T02:29:59+02:00"))).isTrue();
    assertThat(early.isOpen(at("2026-10-25T02:30:00+02:00"))).isFalse();
    assertThat(early.isOpen(at("2026-10-25T02:00:00+01:00"))).isTrue();
    assertThat(early.due(at("2026-10-25T01:00:00+02:00"), Duration.ofHours(2)))
        .isEqualTo(at("2026-10-25T02:30:00+01:00"));
  }

  @Test
  void aDayThatAZoneSkippedHadNoHours() {
    // Samoa went from 29 to 31 December 2011.
    WorkingCalendar apia = Calendars.everyDay("Pacific/Apia", "09:00-17:00");

    assertThat(apia.due(at("2011-12-29T16:00:00-10:00"), Duration.ofHours(2)))
        .isEqualTo(at("2011-12-31T10:00:00+14:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Pago_Pago, 2026-11-20T20:00:00Z",
    "America/St_Johns, 2026-11-20T12:30:00Z",
    "Asia/Kathmandu, 2026-11-20T03:15:00Z",
    "Pacific/Chatham, 2026-11-19T19:15:00Z",
    "Pacific/Kiritimati, 2026-11-19T19:00:00Z",
  })
  void aDayOpensByTheClockOfItsZone(String zone, Instant opens) {
    WorkingCalendar calendar = Calendars.nineToFive(zone);

    assertThat(calendar.isOpen(opens)).isTrue();
    assertThat(calendar.isOpen(opens.minusNanos(1))).isFalse();
    assertThat(calendar.due(opens, Duration.ofHours(8))).isEqualTo(opens.plusSeconds(8 * 3600));
  }

  @Test
  void aClockThatStartsOnAHolidayWaitsForTheNextWorkingDay() {
    WorkingCalendar christmas =
        Calendars.in("Europe/Berlin")
            .weekdays("09:00-17:00")
            .holidays(Holidays.on(Set.of(LocalDate.parse("2026-12-25"))))
            .build();

    assertThat(christmas.due(at("2026-12-25T10:00:00+01:00"), Duration.ofHours(1)))
        .isEqualTo(at("2026-12-28T10:00:00+01:00"));
  }

  @Test
  void hoursOfASingleDayWinOverHolidayAndWeekday() {
    WorkingCalendar calendar =
        Calendars.in("UTC")
            .weekdays("09:00-17:00")
            .holidays(Holidays.on(Set.of(LocalDate.parse("2026-12-24"))))
            .day("2026-12-24", "09:00-12:00")
            .day("2026-12-26", "10:00-11:00")
            .day("2026-12-28")
            .build();

    assertThat(workedOn(LocalDate.parse("2026-12-24"), calendar)).isEqualTo(Duration.ofHours(3));
    assertThat(workedOn(LocalDate.parse("2026-12-26"), calendar)).isEqualTo(Duration.ofHours(1));
    assertThat(workedOn(LocalDate.parse("2026-12-28"), calendar)).isZero();
  }

  @Test
  void weeksOfClosureArePassedOver() {
    Calendars closed = Calendars.in("UTC").weekdays("09:00-17:00");
    LocalDate.parse("2026-07-01")
        .datesUntil(LocalDate.parse("2026-08-15"))
        .forEach(day -> closed.day(day.toString()));

    assertThat(closed.build().due(at("2026-06-30T16:00:00Z"), Duration.ofHours(2)))
        .isEqualTo(at("2026-08-17T10:00:00Z"));
  }

  @Test
  void aLeapDayIsADay() {
    WorkingCalendar utc = Calendars.nineToFive("UTC");

    assertThat(utc.elapsed(at("2028-02-28T00:00:00Z"), at("2028-03-02T00:00:00Z")))
        .isEqualTo(Duration.ofHours(24));
  }

  @Test
  void decadesAreCountedWhole() {
    WorkingCalendar utc = Calendars.everyDay("UTC", "00:00-12:00");

    assertThat(utc.elapsed(at("1900-01-01T00:00:00Z"), at("2300-01-01T00:00:00Z")))
        .isEqualTo(Duration.ofHours(146_097L * 12));
    assertThat(utc.due(at("1900-01-01T00:00:00Z"), Duration.ofHours(146_097L * 12)))
        .isEqualTo(at("2299-12-31T12:00:00Z"));
  }

  @Test
  void timesBeyondTheKnownYearsAreRefused() {
    assertThatThrownBy(() -> berlin.isOpen(at("+10000-01-01T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Working time is known for the years 1 to 9999, and +10000-01-01T00:00:00Z is not among"
                + " them");
    assertThatThrownBy(() -> berlin.due(at("9999-12-30T00:00:00Z"), Duration.ofDays(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Budget PT216H from 9999-12-30T00:00:00Z is not used up by the end of the year 9999 in"
                + " calendar 'test'");
  }

  @Test
  void alwaysIsNeverClosed() {
    WorkingCalendar always = WorkingCalendars.always();
    Instant sunday = at("2026-11-22T03:00:00Z");

    assertThat(always.name()).isEqualTo("always");
    assertThat(always.due(sunday, Duration.ofMinutes(5))).isEqualTo(sunday.plusSeconds(300));
    assertThat(always.elapsed(sunday, sunday.plusNanos(7))).isEqualTo(Duration.ofNanos(7));
    assertThat(always.elapsed(sunday, sunday.minusNanos(7))).isZero();
    assertThat(always.nextOpening(sunday)).isEqualTo(sunday);
  }

  private static Duration workedOn(LocalDate day, WorkingCalendar calendar) {
    return calendar.elapsed(
        day.atStartOfDay(calendar.zone()).toInstant(),
        day.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
