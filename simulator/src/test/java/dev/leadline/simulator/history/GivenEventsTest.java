package dev.leadline.simulator.history;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenEventsTest {
  private static final ObjectMapper GIVEN = LeanMapper.given(new Texts());
  private static final String LONG =
      "a text that is too long to be kept, \"[{ and ünïcöde \uD83D\uDE00";
  private static final LeadSnapshot LEAD =
      aLead()
          .version(7)
          .with("company", LONG)
          .with("country", "DE")
          .with("employees", 1588L)
          .with("rate", 0.25)
          .with("consent", true)
          .with("muted", false)
          .with("tags", List.of("a", "b"))
          .with("none", List.of())
          .build();

  static Stream<Event> events() {
    return Stream.of(
        new LeadCaptured(LEAD, "web-form", "Organic Search"),
        new ActivityRecorded(
            LEAD, new Activity("page_viewed", "segment", Map.of("path", "/", "n", -1L))),
        new ActivityRecorded(LEAD, new Activity("form_submitted", "web-form", Map.of())),
        new LeadChanged(LEAD, "web-form", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everythingIsReadAsItWasWritten(Event event) throws IOException {
    assertThat(GIVEN.readValue(EventCodec.value(event), event.getClass())).isEqualTo(event);
  }

  @Test
  void textsThatComeAgainAreKeptOnce() throws IOException {
    byte[] written = EventCodec.value(new LeadCaptured(LEAD, "web-form", "Organic Search"));
    LeadCaptured one = GIVEN.readValue(written, LeadCaptured.class);
    LeadCaptured other = GIVEN.readValue(written, LeadCaptured.class);

    assertThat(one.source()).isSameAs(other.source());
    assertThat(one.lead().fields().get("country")).isSameAs(other.lead().fields().get("country"));
    assertThat(one.lead().fields().get("company"))
        .isNotSameAs(other.lead().fields().get("company"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":\"web-form\",\"channel\":\"Direct\"}",
        "{\"lead\":{\"id\":\"no uuid\",\"version\":1,\"capturedAt\":\"2026-03-02T09:00:00Z\",\"fields\":{}}}",
        "{\"lead\":{\"fields\":{\"a\":null}}}",
        "{\"lead\":{\"fields\":{\"a\":{}}}}",
        "{\"lead\":{\"fields\":{\"a\":[1]}}}",
        "{\"lead\":",
      })
  void whatIsNoEventIsRefused(String json) {
    assertThatThrownBy(() -> GIVEN.readValue(json, LeadCaptured.class))
        .isInstanceOfAny(
            JsonMappingException.class, IOException.class, IllegalArgumentException.class);
  }
}
