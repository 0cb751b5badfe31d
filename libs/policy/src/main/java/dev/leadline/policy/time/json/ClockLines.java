package dev.leadline.policy.time.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Answers questions about working time, a JSON line each.
///
/// `{"calendar":C,"start":"2026-11-21T15:00:00Z","budget":"PT4H"}` is asked in mode `due` and
/// answered `{"due":"2026-11-23T12:00:00Z"}`; with `"end"` in place of `"budget"` it is asked in
/// mode `elapsed` and answered `{"elapsed":"PT4H"}`. The calendar is a definition ([CalendarJson])
/// or a name. What cannot be answered gets `{"error":"..."}`, which names the problem.
///
/// For one thread: it keeps the calendars it has read, as a stream of lines mostly repeats them.
public final class ClockLines {
  private static final int CALENDARS_KEPT = 64;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<JsonNode, WorkingCalendar> calendars =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, WorkingCalendar> eldest) {
          return size() > CALENDARS_KEPT;
        }
      };

  /// The answer to one line.
  ///
  /// @param mode `due` or `elapsed`
  /// @param line a JSON object
  /// @param named finds the calendar of a bare name; `always` needs no finding
  /// @throws IllegalArgumentException when the mode is neither
  public String answer(
      String mode, String line, Function<String, Optional<WorkingCalendar>> named) {
    return switch (mode) {
      case "due" -> answer(line, named, "budget", ClockLines::due);
      case "elapsed" -> answer(line, named, "end", ClockLines::elapsed);
      default ->
          throw new IllegalArgumentException("Mode '" + mode + "' is neither 'due' nor 'elapsed'");
    };
  }

  private interface Question {
    Map<String, String> answer(WorkingCalendar calendar, Members line);
  }

  private String answer(
      String line,
      Function<String, Optional<WorkingCalendar>> named,
      String limit,
      Question question) {
    try {
      Members members = Members.of("The line", JSON.readTree(line));
      members.allow("calendar", "start", limit);
      return text(question.answer(calendar(members.required("calendar"), named), members));
    } catch (JsonProcessingException unreadable) {
      return error("The line is not one JSON object: " + unreadable.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
      return error(String.valueOf(refused.getMessage()));
    }
  }

  private static Map<String, String> due(WorkingCalendar calendar, Members line) {
    return Map.of("due", calendar.due(line.instant("start"), line.duration("budget")).toString());
  }

  private static Map<String, String> elapsed(WorkingCalendar calendar, Members line) {
    return Map.of(
        "elapsed", calendar.elapsed(line.instant("start"), line.instant("end")).toString());
  }

  private WorkingCalendar calendar(
      JsonNode calendar, Function<String, Optional<WorkingCalendar>> named) {
    if (!calendar.isTextual()) {
      return calendars.computeIfAbsent(
          calendar, json -> WorkingCalendars.of("given", CalendarJson.definition(json)));
    }
    String name = calendar.textValue();
    return name.equals(WorkingCalendar.ALWAYS)
        ? WorkingCalendars.always()
        : named
            .apply(name)
            .orElseThrow(
                () -> new IllegalArgumentException("Calendar '" + name + "' is not known"));
  }

  private static String error(String problem) {
    return text(Map.of("error", problem));
  }

  private static String text(Map<String, String> answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException textIsAlwaysWritable) {
      throw new IllegalStateException(textIsAlwaysWritable);
    }
  }
}
