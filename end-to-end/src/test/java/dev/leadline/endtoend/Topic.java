package dev.leadline.endtoend;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.stack.infra.WholeTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What topics hold.
final class Topic {
  private Topic() {}

  /// Every record of these topics, as of now, in the order of each partition.
  static List<ConsumerRecord<byte[], byte[]>> records(SystemUnderTest system, String... topics) {
    return WholeTopics.read(system.bootstrap(), List.of(topics));
  }

  static List<Envelope<?>> events(SystemUnderTest system, String... topics) {
    List<Envelope<?>> events = new ArrayList<>();
    records(system, topics)
        .forEach(record -> events.add(EventCodec.decode(headers(record), record.value())));
    return events;
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(it -> headers.put(it.key(), new String(it.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
