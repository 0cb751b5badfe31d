package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.testsupport.TestKafka;
import dev.leadline.testsupport.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What a site's surroundings do to it and see of it.
final class World {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Site site;

  World(Site site) {
    this.site = site;
  }

  /// Writes records with these numbers to the input, over all partitions in turn.
  List<String> send(int from, int to) {
    List<String> ids = IntStream.range(from, to).mapToObj(number -> "record-" + number).toList();
    sendIds(ids);
    return ids;
  }

  void sendIds(List<String> ids) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestKafka.bootstrapServers(),
                "delivery.timeout.ms",
                120_000,
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String id : ids) {
        int partition = Math.floorMod(id.hashCode(), Site.PARTITIONS);
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(
                site.input(), partition, "key-" + partition, id.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        var _ = producer.send(record);
      }
      producer.flush();
    }
  }

  /// Writes a record as it is to another topic.
  void send(ConsumerRecord<String, byte[]> record, String topic) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()));
      producer.flush();
    }
  }

  /// The ids decided, in the order of the decisions.
  List<String> effects() {
    return query("select id from effect order by number");
  }

  List<String> query(String sql) {
    try (Connection connection = TestPostgres.connect(site.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Waits until every id is decided, then holds that each was decided once and in its order.
  void awaitEffectsOf(List<String> ids) {
    awaitEffectsInAnyOrder(ids);
    assertThat(byPartition(effects())).isEqualTo(byPartition(ids));
  }

  void awaitEffectsInAnyOrder(List<String> ids) {
    await("effects of " + ids.size())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> effects().size() >= ids.size());
    assertThat(effects()).containsExactlyInAnyOrderElementsOf(ids);
  }

  /// Waits until the output holds the effect of every id, and holds that their first appearances
  /// are in order.
  ///
  /// @return the causes of all records on the output, repeats included
  List<String> awaitPublished(List<String> ids) {
    List<String> causes = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> output = reader(site.output())) {
      await("published effects of " + ids.size())
          .atMost(PATIENCE)
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> {
            output
                .poll(Duration.ofMillis(100))
                .forEach(record -> causes.add(header(record, "cause")));
            return causes.stream().distinct().count() >= ids.size();
          });
    }
    assertThat(causes.stream().distinct()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(byPartition(causes.stream().distinct().toList())).isEqualTo(byPartition(ids));
    return causes;
  }

  /// All that a topic holds now.
  List<ConsumerRecord<String, byte[]>> records(String topic) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> reader = reader(topic)) {
      Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        reader.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return StreamSupport.stream(record.headers().headers(name).spliterator(), false)
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static Map<Integer, List<String>> byPartition(List<String> ids) {
    return ids.stream()
        .collect(Collectors.groupingBy(id -> Math.floorMod(id.hashCode(), Site.PARTITIONS)));
  }

  private static KafkaConsumer<String, byte[]> reader(String topic) {
    KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestKafka.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        reader.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }
}
