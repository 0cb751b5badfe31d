package dev.leadline.stack.bench.clocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.stack.traffic.TopicTail;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads what the monitors tell of clocks.
final class ClockWatch implements AutoCloseable {
  private record Told(Cohort cohort, String type) {}

  private final Map<Told, Tally> tallies = new ConcurrentHashMap<>();
  private final TopicTail tail;

  ClockWatch(String bootstrap) {
    this.tail = new TopicTail(bootstrap, List.of(Topics.SLA), this::read);
  }

  /// Counts an event of each lead of a cohort from now on.
  void expect(Cohort cohort, Class<? extends Event> type, Tally tally) {
    tallies.put(new Told(cohort, EventTypes.nameOf(type)), tally);
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    long now = Micros.now();
    Header type = record.headers().lastHeader("ce_type");
    if (type == null || record.key() == null) {
      return;
    }
    Cohort.of(LeadId.parse(new String(record.key(), UTF_8)))
        .ifPresent(member -> {
          Tally tally = tallies.get(new Told(member.cohort(), new String(type.value(), UTF_8)));
          if (tally != null) {
            tally.told(member.number(), now);
          }
        });
  }

  @Override
  public void close() {
    tail.close();
  }
}
