package dev.leadline.policy.time.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.OpenInterval;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockLinesTest {
  private static final String BERLIN =
      """
      {"zone":"Europe/Berlin",\
      "hours":{"mon":[["09:00","12:30"],["13:30","17:00"]],"thu":[["09:00","17:00"]],"fri":[["00:00","24:00"]]},\
      "holidays":["2026-12-25"],"days":{"2026-12-24":[["09:00","12:00"]],"2026-12-28":[]}}\
      """;

  private final WorkingCalendar mondays =
      WorkingCalendars.of(
          "mondays",
          CalendarDefinition.weekly(
              ZoneOffset.UTC,
              Map.of(DayOfWeek.MONDAY, List.of(OpenInterval.of("09:00", "17:00")))));
  private final ClockLines lines = new ClockLines();

  @Test
  void aBudgetHasADueTime() {
    assertThat(due(BERLIN, "2026-11-21T15:00:00Z", "PT4H"))
        .isEqualTo("{\"due\":\"2026-11-23T13:00:00Z\"}");
  }

  @Test
  void aDayOfItsOwnShortensOrClosesTheDay() {
    assertThat(due(BERLIN, "2026-12-24T09:00:00+01:00", "PT4H"))
        .isEqualTo("{\"due\":\"2026-12-31T09:00:00Z\"}");
  }

  @Test
  void twoTimesHaveWorkingTimeBetweenThem() {
    assertThat(elapsed(BERLIN, "2026-11-20T00:00:00+01:00", "2026-11-24T00:00:00+01:00"))
        .isEqualTo("{\"elapsed\":\"PT31H\"}");
  }

  @Test
  void holidaysMayBeThoseOfACountry() {
    String calendar =
        """
        {"zone":"Europe/Berlin","hours":{"tue":[["09:00","17:00"]]},\
        "holidays":{"country":"DE","region":"by","extra":["2026-01-13"]}}\
        """;

    assertThat(due(calendar, "2026-01-05T00:00:00Z", "PT1H"))
        .isEqualTo("{\"due\":\"2026-01-20T09:00:00Z\"}");
  }

  @Test
  void aBareNameMeansACalendarOfThePolicy() {
    assertThat(due("\"mondays\"", "2026-11-21T15:00:00Z", "PT1H"))
        .isEqualTo("{\"due\":\"2026-11-23T10:00:00Z\"}");
    assertThat(due("\"always\"", "2026-11-21T15:00:00Z", "PT1H"))
        .isEqualTo("{\"due\":\"2026-11-21T16:00:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|The line is not a JSON object",
        "{}|The line has no 'calendar'",
        "{\"calendar\":\"always\"}|The line has no 'start'",
        "{\"calendar\":\"nights\",\"start\":\"2026-01-01T00:00:00Z\",\"budget\":\"PT1H\"}|Calendar 'nights' is not known",
        "{\"calendar\":7,\"start\":\"2026-01-01T00:00:00Z\",\"budget\":\"PT1H\"}|The calendar is not a JSON object",
        "{\"calendar\":\"always\",\"start\":\"yesterday\",\"budget\":\"PT1H\"}|'start' is 'yesterday' and no RFC 3339 time",
        "{\"calendar\":\"always\",\"start\":\"2026-01-01T00:00:00Z\"}|The line has no 'budget'",
        "{\"calendar\":\"always\",\"start\":\"2026-01-01T00:00:00Z\",\"budget\":\"4h\"}|'budget' is '4h' and no ISO 8601 duration",
        "{\"calendar\":\"always\",\"start\":\"2026-01-01T00:00:00Z\",\"budget\":4}|'budget' is 4 and no text",
        "{\"calendar\":\"always\",\"start\":\"2026-01-01T00:00:00Z\",\"budget\":\"-PT4H\"}|Budget PT-4H is negative",
        "{\"calendar\":\"always\",\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:00:00Z\"}|The line has a member 'end', which is not one of [calendar, start, budget]",
      })
  void aLineThatCannotBeAnsweredSaysWhy(String line, String problem) {
    assertThat(lines.answer("due", line, this::named)).isEqualTo("{\"error\":\"" + problem + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"hours\":{}}|The calendar has no 'zone'",
        "{\"zone\":\"Mars/Olympus\",\"hours\":{}}|Zone 'Mars/Olympus' is not known",
        "{\"zone\":\"UTC\"}|The calendar has no 'hours'",
        "{\"zone\":\"UTC\",\"hours\":{}}|Calendar 'given' is closed on every weekday",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[]}}|Calendar 'given' is closed on every weekday",
        "{\"zone\":\"UTC\",\"hours\":{\"day\":[]}}|Weekday 'day' is not one of mon, tue ... sun",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":\"09:00\"}}|The hours of 'mon' are no list of intervals",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\"]]}}|Interval [\\\"09:00\\\"] of 'mon' is no pair of times",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"9\",\"17:00\"]]}}|Time '9' is not of the form HH:mm, from 00:00 to 24:00",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"],[\"16:00\",\"18:00\"]]}}|Interval 16:00-18:00 of MONDAY begins before 09:00-17:00 ends",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"holidays\":[\"25.12.\"]}|Date '25.12.' is not of the form YYYY-MM-DD",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"holiday\":[]}|The calendar has a member 'holiday', which is not one of [zone, hours, holidays, days]",
        "{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"holidays\":{\"country\":\"xx\"}}|Country 'xx' has no known public holidays",
      })
  void aCalendarThatCannotBeReadSaysWhy(String calendar, String problem) {
    assertThat(due(calendar, "2026-01-01T00:00:00Z", "PT1H"))
        .isEqualTo("{\"error\":\"" + problem + "\"}");
  }

  @Test
  void whatIsNoJsonIsAnsweredToo() {
    assertThat(lines.answer("due", "{\"calendar\":", this::named))
        .startsWith("{\"error\":\"The line is not one JSON object: ");
    assertThat(lines.answer("due", "", this::named))
        .isEqualTo("{\"error\":\"The line is not a JSON object\"}");
    assertThat(lines.answer("due", "{} {}", this::named))
        .startsWith("{\"error\":\"The line is not one JSON object: ");
  }

  @Test
  void anotherModeIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> lines.answer("late", "{}", this::named))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mode 'late' is neither 'due' nor 'elapsed'");
  }

  private String due(String calendar, String start, String budget) {
    String line =
        "{\"calendar\":%s,\"start\":\"%s\",\"budget\":\"%s\"}".formatted(calendar, start, budget);
    return lines.answer("due", line, this::named);
  }

  private String elapsed(String calendar, String start, String end) {
    String line =
        "{\"calendar\":%s,\"start\":\"%s\",\"end\":\"%s\"}".formatted(calendar, start, end);
    return lines.answer("elapsed", line, this::named);
  }

  private Optional<WorkingCalendar> named(String name) {
    return name.equals("mondays") ? Optional.of(mondays) : Optional.empty();
  }
}
