package dev.leadline.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
  private static final Instant HAPPENED = Instant.parse("2026-11-20T10:15:30.123456789Z");
  private static final Instant RECORDED = Instant.parse("2026-11-20T10:15:31Z");

  static Stream<Class<? extends Event>> everyType() {
    return EventTypes.records(Event.class);
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void whatIsWrittenIsReadBackAlike(Class<? extends Event> type) {
    LongStream.rangeClosed(1, 6)
        .forEach(seed -> {
          // given
          Envelope<?> envelope = envelope(new Samples(seed).record(type));
          // when
          Envelope<?> read =
              EventCodec.decode(EventCodec.headers(envelope), EventCodec.value(envelope.event()));
          // then
          assertThat(read).as("seed %d", seed).isEqualTo(envelope);
        });
  }

  @Test
  void headersAreCloudEventsInKafkasBinaryMode() {
    // given
    Envelope<LeadErased> envelope =
        new Envelope<>(
            UUID.fromString("01890000-0000-7000-8000-000000000001"),
            "/leadline/intake",
            HAPPENED,
            RECORDED,
            "delivery-1",
            null,
            "abc123",
            null,
            new LeadErased(LeadId.parse("01890000-0000-7000-8000-000000000002")));
    // when
    Map<String, String> headers = EventCodec.headers(envelope);
    // then
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "01890000-0000-7000-8000-000000000001",
                "ce_source", "/leadline/intake",
                "ce_type", "dev.leadline.LeadErased",
                "ce_subject", "01890000-0000-7000-8000-000000000002",
                "ce_time", "2026-11-20T10:15:30.123456789Z",
                "ce_recordedtime", "2026-11-20T10:15:31Z",
                "ce_correlationid", "delivery-1",
                "ce_policyversion", "abc123",
                "content-type", "application/json"));
  }

  @Test
  void aFieldAddedByANewerVersionIsIgnored() {
    // given
    Envelope<LeadErased> envelope = envelope(new Samples(1).record(LeadErased.class));
    byte[] newer =
        "{\"id\":\"%s\",\"because\":\"asked\"}".formatted(envelope.event().id()).getBytes(UTF_8);
    // when
    Envelope<?> read = EventCodec.decode(EventCodec.headers(envelope), newer);
    // then
    assertThat(read).isEqualTo(envelope);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    Map<String, String> headers =
        new HashMap<>(EventCodec.headers(envelope(new Samples(1).record(LeadErased.class))));
    byte[] none = {};

    assertThatThrownBy(() -> EventCodec.decode(Map.of(), none))
        .isInstanceOf(EventCodec.UnreadableEventException.class)
        .hasMessage("Header 'ce_type' is missing");
    assertThatThrownBy(() -> EventCodec.decode(Map.of("ce_type", "dev.leadline.LeadSold"), none))
        .hasMessage("Event type 'dev.leadline.LeadSold' is not known");
    assertThatThrownBy(() -> EventCodec.decode(headers, "[1]".getBytes(UTF_8)))
        .hasMessageStartingWith("Event of type 'dev.leadline.LeadErased' cannot be read: ");
    headers.put("ce_time", "yesterday");
    assertThatThrownBy(() -> EventCodec.decode(headers, none))
        .hasMessageStartingWith("Event of type 'dev.leadline.LeadErased' cannot be read: ");
  }

  @Test
  void anEffectKeepsTheHappenedTimeAndIsNamedAlikeWhenDecidedAgain() {
    // given
    Envelope<LeadErased> cause = envelope(new Samples(1).record(LeadErased.class));
    LeadErased effect = new Samples(2).record(LeadErased.class);
    // when
    Envelope<LeadErased> once = cause.causing(effect, "scoring", 0, RECORDED, "v1");
    Envelope<LeadErased> again = cause.causing(effect, "scoring", 0, RECORDED.plusSeconds(9), "v1");
    Envelope<LeadErased> second = cause.causing(effect, "scoring", 1, RECORDED, "v1");
    // then
    assertThat(once.time()).isEqualTo(cause.time());
    assertThat(once.causationId()).isEqualTo(cause.id());
    assertThat(once.correlationId()).isEqualTo(cause.correlationId());
    assertThat(again.id()).isEqualTo(once.id());
    assertThat(second.id()).isNotEqualTo(once.id());
  }

  @Test
  void everyTopicsTypesAreOneSealedInterface() {
    assertThat(
            Stream.of(
                    IntakeEvent.class,
                    ScoringEvent.class,
                    LifecycleEvent.class,
                    RoutingEvent.class,
                    SlaEvent.class,
                    AuditEvent.class,
                    TurnEvent.class)
                .flatMap(EventTypes::records)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(everyType().toList());
  }

  @Test
  void aSnapshotHoldsOnlyWhatAnEventMayCarry() {
    LeadId id = new LeadId(DerivedIds.ofText("x"));
    assertThat(
            new LeadSnapshot(id, 1, HAPPENED, Map.of("employees", 5, "tags", List.of("a")))
                .fields())
        .containsEntry("employees", 5L);
    assertThatThrownBy(() -> new LeadSnapshot(id, 1, HAPPENED, Map.of("at", HAPPENED)))
        .hasMessage("Field 'at' holds a Instant");
    assertThatThrownBy(() -> new LeadSnapshot(id, 0, HAPPENED, Map.of()))
        .hasMessage("Version of lead " + id + " is 0, below 1");
  }

  @Test
  void leadIdsSortByTheMillisecondTheyWereFirstSeen() {
    UUID cause = DerivedIds.ofText("delivery");
    LeadId earlier = LeadId.firstSeen(HAPPENED, cause);
    LeadId later = LeadId.firstSeen(HAPPENED.plusMillis(1), cause);

    assertThat(earlier).isLessThan(later);
    assertThat(earlier.value().version()).isEqualTo(7);
    assertThat(earlier.value().variant()).isEqualTo(2);
    assertThat(LeadId.firstSeen(HAPPENED, cause)).isEqualTo(earlier);
    assertThatThrownBy(() -> LeadId.parse("42")).hasMessage("Lead id '42' is not a UUID");
  }

  private static <E extends Event> Envelope<E> envelope(E event) {
    return new Envelope<>(
        DerivedIds.ofText("event"),
        "/leadline/test",
        HAPPENED,
        RECORDED,
        "delivery-1",
        DerivedIds.ofText("cause"),
        "policy-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        event);
  }
}
