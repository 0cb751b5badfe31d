package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.EventCodec;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Turn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant WRITTEN = Instant.parse("2026-11-23T08:59:00Z");
  private static final String LEAD = "01890000-0000-7000-8000-000000000001";

  private final DeadLetters deadLetters =
      new DeadLetters("routing", "leadline.routing.v1", InstantSource.fixed(NOW));
  private final List<OutboundRecord> published = new ArrayList<>();

  @Test
  void theLetterIsTheRecordAsItWasWithTheReason() {
    // when
    bury(record(LEAD, Map.of("ce_id", "event-1", "ce_type", "com.example.Odd")));

    // then
    OutboundRecord letter = published.getFirst();
    assertThat(letter.topic()).isEqualTo("leadline.routing.dead-letter.v1");
    assertThat(letter.key()).isEqualTo(LEAD);
    assertThat(letter.value()).isEqualTo("raw".getBytes(StandardCharsets.UTF_8));
    assertThat(letter.headers())
        .containsEntry("ce_type", "com.example.Odd")
        .containsEntry("dead_letter_id", "event-1")
        .containsEntry("dead_letter_reason", "java.lang.IllegalStateException: jane@example.com")
        .containsEntry("dead_letter_topic", "leadline.intake.v1")
        .containsEntry("dead_letter_partition", "3")
        .containsEntry("dead_letter_offset", "1234");
    assertThat(letter.headers().get("dead_letter_stack")).hasSizeLessThanOrEqualTo(8_000);
  }

  @Test
  void theExceptionNamesTheRecordAndNoPersonalData() {
    // when
    bury(record(LEAD, Map.of("ce_id", "event-1", "ce_correlationid", "delivery-1")));

    // then
    OutboundRecord raised = published.getLast();
    var envelope = EventCodec.decode(raised.headers(), raised.value());
    assertThat(raised.topic()).isEqualTo("leadline.routing.v1");
    assertThat(envelope.time()).isEqualTo(WRITTEN);
    assertThat(envelope.recordedAt()).isEqualTo(NOW);
    assertThat(envelope.correlationId()).isEqualTo("delivery-1");
    assertThat(envelope.event())
        .isEqualTo(
            new ExceptionRaised(
                ExceptionReason.POISON_EVENT,
                LEAD,
                "routing",
                LeadId.parse(LEAD),
                "Record 'leadline.intake.v1/3/1234' was to be decided, IllegalStateException was"
                    + " thrown",
                "Read the reason in the headers of dead letter '"
                    + published.getFirst().headers().get("ce_id")
                    + "' in 'leadline.routing.dead-letter.v1', mend it and retry"));
  }

  @Test
  void buryingTheSameRecordTwiceNamesItsEffectsAlike() {
    // when
    bury(record(LEAD, Map.of("ce_id", "event-1")));
    bury(record(LEAD, Map.of("ce_id", "event-1")));

    // then
    assertThat(published)
        .extracting(record -> record.headers().get("ce_id"))
        .hasSize(4)
        .matches(ids -> ids.get(0).equals(ids.get(2)) && ids.get(1).equals(ids.get(3)));
  }

  @Test
  void aRecordWithoutAKeyGoesByItsPlace() {
    // when
    bury(record(null, Map.of()));

    // then
    assertThat(published)
        .extracting(OutboundRecord::key)
        .containsExactly("leadline.intake.v1/3/1234", "leadline.intake.v1/3/1234");
  }

  @Test
  void poisonAboutPoisonRaisesNoFurtherException() {
    // when
    deadLetters.bury(
        new InboundRecord(
            "leadline.routing.v1",
            0,
            7,
            LEAD,
            Map.of("ce_id", "e", "ce_type", "dev.leadline.ExceptionRaised"),
            new byte[0],
            WRITTEN),
        new IllegalStateException("no"),
        transaction());

    // then
    assertThat(published)
        .extracting(OutboundRecord::topic)
        .containsExactly("leadline.routing.dead-letter.v1");
  }

  private void bury(InboundRecord record) {
    deadLetters.bury(record, new IllegalStateException("jane@example.com"), transaction());
  }

  private Transaction transaction() {
    return new Transaction() {
      @Override
      public Connection connection() {
        throw new UnsupportedOperationException("Dead letters need no database");
      }

      @Override
      public void publish(OutboundRecord record) {
        published.add(record);
      }

      @Override
      public void afterCommit(Runnable action) {
        action.run();
      }

      @Override
      public Turn turn() {
        return new Turn();
      }
    };
  }

  private static InboundRecord record(@Nullable String key, Map<String, String> headers) {
    return new InboundRecord(
        "leadline.intake.v1",
        3,
        1234,
        key,
        headers,
        "raw".getBytes(StandardCharsets.UTF_8),
        WRITTEN);
  }
}
