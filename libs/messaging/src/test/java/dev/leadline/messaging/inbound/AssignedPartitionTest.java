package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.outbound.RelayMark;
import dev.leadline.testsupport.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {
  private static final int WINDOW = 40;
  private static final TopicPartition ID = new TopicPartition("topic", 0);

  /// Relays that publish in order, crash, and publish the unconfirmed again, with the late records
  /// of a dead one in between; consumers that roll back and move.
  @Test
  void redeliveryEqualsSingleDelivery() {
    Seeded.check(
        4711,
        60,
        random -> {
          // given
          List<InboundRecord> log = aLogWithRepeats(random, 200);

          // when
          List<String> decided = decideAll(log, random);

          // then
          assertThat(decided).containsExactlyElementsOf(names(200));
        });
  }

  @Test
  void aRolledBackBatchIsNotRemembered() {
    // given
    AssignedPartition partition = partition();
    List<InboundRecord> batch = List.of(record(0, "a", 1), record(1, "b", 2));

    // when
    List<InboundRecord> first = partition.withoutRepeats(batch);
    List<InboundRecord> again = partition.withoutRepeats(batch);

    // then
    assertThat(first).hasSize(2);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void halfABatchThatIsDecidedIsNoLongerPending() {
    // given
    AssignedPartition partition = partition();
    List<InboundRecord> batch = List.of(record(0, "a", 1), record(1, "b", 1));
    partition.enqueue(batch);

    // when
    partition.decided(batch.subList(0, 1));

    // then
    assertThat(partition.pending()).containsExactly(batch.get(1));
    assertThat(partition.position()).isEqualTo(1);
  }

  private static List<String> decideAll(List<InboundRecord> log, Random random) {
    List<String> decided = new ArrayList<>();
    AssignedPartition partition = partition();
    int next = 0;
    while (next < log.size()) {
      if (random.nextInt(5) == 0) {
        partition = movedTo(log, next);
      }
      int end = Math.min(log.size(), next + 1 + random.nextInt(15));
      List<InboundRecord> batch = log.subList(next, end);
      List<InboundRecord> fresh = partition.withoutRepeats(batch);
      boolean committed = random.nextInt(4) > 0;
      if (committed) {
        partition.decided(batch);
        fresh.forEach(record -> decided.add(record.headers().get("ce_id")));
        next = end;
      }
    }
    return decided;
  }

  /// As another consumer would take it over: reads back from the log.
  private static AssignedPartition movedTo(List<InboundRecord> log, int next) {
    AssignedPartition partition = partition();
    partition.open(
        0,
        next,
        (from, to, memory) ->
            log.subList((int) from, (int) to)
                .forEach(record ->
                    memory.accept(
                        record.headers().get("ce_id"), record.headers().get(RelayMark.HEADER))));
    return partition;
  }

  /// A relay confirms now and then, keeps less than half the window unconfirmed, and dies; what it
  /// had sent last lands late, among what its successor publishes.
  private static List<InboundRecord> aLogWithRepeats(Random random, int count) {
    List<InboundRecord> log = new ArrayList<>();
    int confirmed = 0;
    int lateFrom = 0;
    int lateTo = 0;
    for (int epoch = 1; confirmed < count; epoch++) {
      int next = confirmed;
      int dies = confirmed + 1 + random.nextInt(60);
      while (next < Math.min(count, dies)) {
        log.add(record(log.size(), "n" + next++, epoch));
        if (lateFrom < lateTo && random.nextInt(3) == 0) {
          log.add(record(log.size(), "n" + lateFrom++, epoch - 1));
        }
        boolean mustConfirm = next - confirmed >= WINDOW / 2 - 3;
        if (mustConfirm || random.nextInt(25) == 0) {
          confirmed = next;
        }
      }
      lateFrom = next;
      lateTo = Math.min(count, next + 3);
      if (next == count && random.nextBoolean()) {
        confirmed = count;
      }
    }
    return log;
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      names.add("n" + number);
    }
    return names;
  }

  private static AssignedPartition partition() {
    return new AssignedPartition(ID, WINDOW, 0);
  }

  private static InboundRecord record(long offset, String id, int epoch) {
    Map<String, String> headers =
        new HashMap<>(Map.of("ce_id", id, RelayMark.HEADER, "slot:" + epoch));
    return new InboundRecord("topic", 0, offset, "key", headers, new byte[0], Instant.EPOCH);
  }
}
