package dev.leadline.stack.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
  private static final TopicPartition LETTERS = new TopicPartition("letters", 0);

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedOutlivesAKillAndARestart() throws Exception {
    // given
    try (KafkaBroker broker = KafkaBroker.in(folder, FreePorts.any()).start()) {
      createTopic(broker);
      send(broker, "a");
      // when
      broker.kill();
      broker.start();
      send(broker, "b");
      broker.restart();
      send(broker, "c");
      // then
      assertThat(read(broker, 3)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aStoppedBrokerLeavesNoProcessAndNoPortBehind() {
    // given
    KafkaBroker broker = KafkaBroker.in(folder, FreePorts.any()).start();
    long pid = broker.running().orElseThrow().pid();
    // when
    broker.stop();
    // then
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(FreePorts.isFree(broker.port())).isTrue();
    assertThat(broker.isRunning()).isFalse();
  }

  private static void createTopic(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(LETTERS.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void send(KafkaBroker broker, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(LETTERS.topic(), value)).get();
    }
  }

  private static List<String> read(KafkaBroker broker, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "max.poll.records", count),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(LETTERS));
      consumer.seekToBeginning(List.of(LETTERS));
      return StreamSupport.stream(consumer.poll(Duration.ofSeconds(20)).spliterator(), false)
          .map(ConsumerRecord::value)
          .toList();
    }
  }
}
