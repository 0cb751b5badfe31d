package dev.leadline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.stack.deadletter.DeadLetters;
import dev.leadline.stack.deadletter.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SystemUnderTest.Extension.class)
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> SCORING = List.of("scoring");

  private final SystemUnderTest system;
  private final DeadLetters letters;

  DeadLettersIT(SystemUnderTest system) {
    this.system = system;
    this.letters = new DeadLetters(system.bootstrap());
  }

  @Test
  void whatCannotBeReadIsListedWithItsReasonAndSentBackWhereItFailed() {
    // given
    foreignRecord();
    Letter first = awaited(1).getFirst();
    assertThat(first.sentBack()).isFalse();
    assertThat(first.place()).startsWith(Topics.retries("scoring") + "/");
    assertThat(first.reason()).isNotBlank();

    // when
    letters.sendBack(List.of(first));
    letters.sendBack(List.of(first));

    // then
    List<Letter> both = awaited(2);
    assertThat(both.getFirst().sentBack()).isTrue();
    assertThat(both.getLast().sentBack()).isFalse();
    assertThat(both.getLast().place()).isEqualTo(first.place());
    assertThat(both.getLast().id()).isNotEqualTo(first.id());
    assertThat(letters.list(SCORING)).hasSize(2);
  }

  /// On a topic that scoring alone reads, so that nothing else of the system is told nonsense.
  private void foreignRecord() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", system.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      ProducerRecord<String, String> record =
          new ProducerRecord<>(Topics.retries("scoring"), "key", "no event");
      record.headers().add("ce_type", "dev.leadline.LeadCaptured".getBytes(UTF_8));
      var _ = producer.send(record);
      producer.flush();
    }
  }

  private List<Letter> awaited(int count) {
    await().atMost(PATIENCE).until(() -> letters.list(SCORING).size() >= count);
    return letters.list(SCORING);
  }
}
