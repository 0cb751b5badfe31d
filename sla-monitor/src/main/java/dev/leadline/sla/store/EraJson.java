package dev.leadline.sla.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.EventCodec;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import dev.leadline.sla.clock.Era;
import dev.leadline.sla.clock.Rule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// An era as JSON: its rules, the definitions of its calendars, and the hours of its pools.
final class EraJson {
  private static final ObjectMapper MAPPER =
      EventCodec.mapper().copy().addMixIn(Hours.class, NamedHours.class);

  private EraJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Hours.Owner.class, name = "owner"),
    @JsonSubTypes.Type(value = Hours.Pool.class, name = "pool"),
    @JsonSubTypes.Type(value = Hours.Always.class, name = "always"),
    @JsonSubTypes.Type(value = Hours.Named.class, name = "calendar")
  })
  private interface NamedHours {}

  private record Content(
      Map<String, Rule> rules,
      Map<String, CalendarDefinition> calendars,
      Map<String, Era.PoolHours> pools) {}

  static String of(Era era) {
    Map<String, CalendarDefinition> definitions = new LinkedHashMap<>();
    era.calendars()
        .forEach((name, calendar) ->
            calendar.definition().ifPresent(definition -> definitions.put(name, definition)));
    try {
      return MAPPER.writeValueAsString(new Content(era.rules(), definitions, era.pools()));
    } catch (JsonProcessingException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  static Era read(int number, Instant since, String json) {
    try {
      Content content = MAPPER.readValue(json, Content.class);
      Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
      calendars.put(WorkingCalendar.ALWAYS, WorkingCalendars.always());
      content
          .calendars()
          .forEach(
              (name, definition) -> calendars.put(name, WorkingCalendars.of(name, definition)));
      return new Era(number, since, content.rules(), calendars, content.pools());
    } catch (JsonProcessingException notWhatWasWritten) {
      throw new IllegalStateException("Era " + number + " cannot be read", notWhatWasWritten);
    }
  }
}
