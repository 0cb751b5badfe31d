package dev.leadline.messaging;

import static dev.leadline.messaging.World.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExactlyOnceIT {
  private final Site site = Site.fresh();
  private final World world = new World(site);

  @Test
  void whatGoesInIsDecidedOnceAndPublishedOnceInOrder() throws Exception {
    try (Replica _ = Replica.of(site).start()) {
      // when
      List<String> ids = world.send(0, 5_000);

      // then
      world.awaitEffectsOf(ids);
      assertThat(world.awaitPublished(ids)).hasSize(ids.size());
    }
  }

  @Test
  void whatGathersWhileAHandlerRestsIsDecidedInOrderAndNoMoreThanABatchAtOnce() throws Exception {
    // given
    AtomicInteger largest = new AtomicInteger();
    Effects resting =
        new Effects(site) {
          @Override
          public void handle(Batch batch, Transaction transaction) throws SQLException {
            largest.accumulateAndGet(batch.records().size(), Math::max);
            super.handle(batch, transaction);
          }

          @Override
          public Duration rest() {
            return Duration.ofMillis(20);
          }
        };
    try (Replica _ = Replica.of(site).handler(resting).maxPollRecords(40).start()) {
      // when
      List<String> ids = world.send(0, 3_000);

      // then
      world.awaitEffectsOf(ids);
      assertThat(world.awaitPublished(ids)).hasSize(ids.size());
      assertThat(largest).hasValueBetween(1, 40);
    }
  }

  @Test
  void whatHasComeFromSeveralPartitionsIsDecidedInOneTransaction() throws Exception {
    // given
    AtomicInteger mostPartitions = new AtomicInteger();
    Effects noting =
        new Effects(site) {
          @Override
          public void handle(Batch batch, Transaction transaction) throws SQLException {
            long partitions =
                batch.records().stream().map(InboundRecord::partition).distinct().count();
            mostPartitions.accumulateAndGet((int) partitions, Math::max);
            super.handle(batch, transaction);
          }

          @Override
          public Duration rest() {
            return Duration.ofMillis(200);
          }
        };
    List<String> ids = world.send(0, 300);

    // when
    try (Replica _ = Replica.of(site).handler(noting).start()) {

      // then
      world.awaitEffectsOf(ids);
      assertThat(world.awaitPublished(ids)).hasSize(ids.size());
      assertThat(mostPartitions).hasValueGreaterThan(1);
    }
  }

  @Test
  void aRecordPublishedTwiceIsDecidedOnce() throws Exception {
    try (Replica _ = Replica.of(site).start()) {
      // given
      List<String> ids = world.send(0, 500);

      // when
      world.sendIds(ids.subList(100, 500));
      List<String> more = world.send(500, 600);

      // then
      List<String> all = new ArrayList<>(ids);
      all.addAll(more);
      world.awaitEffectsOf(all);
    }
  }

  @Test
  void repeatsAreStillRecognisedByAnotherReplicaThatReadThemBackFromTheLog() throws Exception {
    // given
    List<String> ids;
    try (Replica _ = Replica.of(site).start()) {
      ids = world.send(0, 500);
      world.awaitEffectsOf(ids);
    }

    // when
    try (Replica _ = Replica.of(site).start()) {
      world.sendIds(ids);
      List<String> all = new ArrayList<>(ids);
      all.addAll(world.send(500, 510));

      // then
      world.awaitEffectsOf(all);
    }
  }

  @Test
  void aRecordThatCannotBeDecidedGoesToTheDeadLettersAndTheOthersAreDecided() throws Exception {
    // given
    Effects failing =
        new Effects(site) {
          @Override
          public void handle(Batch batch, Transaction transaction) throws SQLException {
            super.handle(batch, transaction);
            if (batch.records().stream().anyMatch(ExactlyOnceIT::isPoison)) {
              throw new IllegalArgumentException("cannot be read");
            }
          }
        };
    try (Replica replica = Replica.of(site).handler(failing).start()) {
      // when
      List<String> ids = world.send(0, 400);

      // then
      world.awaitEffectsOf(ids.stream().filter(id -> !id.equals("record-77")).toList());
      await().atMost(World.PATIENCE).until(() -> !world.records(site.deadLetters()).isEmpty());
      assertThat(world.records(site.deadLetters()))
          .singleElement()
          .satisfies(ExactlyOnceIT::isLetterOf77);
      assertThat(world.records(site.output()))
          .filteredOn(record -> header(record, "ce_type").endsWith("ExceptionRaised"))
          .singleElement()
          .satisfies(record ->
              assertThat(new String(record.value(), StandardCharsets.UTF_8))
                  .contains("POISON_EVENT", "IllegalArgumentException")
                  .doesNotContain("cannot be read"));
      assertThat(
              replica
                  .meters
                  .get("leadline.exceptions")
                  .tag("reason", "POISON_EVENT")
                  .counter()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void aConflictIsDecidedAnewUntilItPasses() throws Exception {
    // given
    AtomicInteger conflicts = new AtomicInteger(5);
    Effects conflicting =
        new Effects(site) {
          @Override
          public void handle(Batch batch, Transaction transaction) throws SQLException {
            super.handle(batch, transaction);
            if (conflicts.getAndDecrement() > 0) {
              throw new ConflictException("lead was made meanwhile");
            }
          }
        };
    try (Replica _ = Replica.of(site).handler(conflicting).start()) {
      // when
      List<String> ids = world.send(0, 100);

      // then
      world.awaitEffectsOf(ids);
      assertThat(world.records(site.deadLetters())).isEmpty();
    }
  }

  @Test
  void aTransactionThatRollsBackPublishesNothing() throws Exception {
    try (Replica replica = Replica.of(site).start()) {
      // when
      assertThatThrownBy(() ->
              replica.transactions.call(transaction -> {
                transaction.publish(outbound("lost"));
                throw new IllegalStateException("changed my mind");
              }))
          .hasMessage("changed my mind");
      replica.transactions.call(transaction -> {
        transaction.publish(outbound("kept"));
        return "done";
      });

      // then
      assertThat(world.awaitPublished(List.of("kept"))).containsExactly("kept");
    }
  }

  @Test
  void whatOneTransactionPublishesKeepsItsOrder() throws Exception {
    // given
    List<String> names = IntStream.range(0, 2_000).mapToObj(number -> "n" + number).toList();
    try (Replica replica = Replica.of(site).start()) {
      // when
      replica.transactions.call(transaction -> {
        names.forEach(name -> transaction.publish(outbound(name)));
        return names;
      });

      // then
      await()
          .atMost(World.PATIENCE)
          .until(() -> world.records(site.output()).size() == names.size());
      assertThat(world.records(site.output()))
          .extracting(record -> header(record, "cause"))
          .containsExactlyElementsOf(names);
    }
  }

  @Test
  void aTransactionThatPublishesTooMuchIsRolledBack() throws Exception {
    try (Replica replica = Replica.of(site).start()) {
      assertThatThrownBy(() ->
              replica.transactions.call(transaction -> {
                for (int number = 0; number <= 2_500; number++) {
                  transaction.publish(outbound("n" + number));
                }
                return "done";
              }))
          .hasMessage("Transaction publishes 2501 records, allowed are 2500");
    }
  }

  private OutboundRecord outbound(String name) {
    return new OutboundRecord(
        site.output(), "one key", Map.of("ce_id", name, "cause", name), new byte[] {1, 2, 3});
  }

  private static boolean isPoison(InboundRecord record) {
    return "record-77".equals(record.headers().get("ce_id"));
  }

  private static void isLetterOf77(ConsumerRecord<String, byte[]> letter) {
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("record-77");
    assertThat(letter.key()).startsWith("key-");
    assertThat(header(letter, "dead_letter_id")).isEqualTo("record-77");
    assertThat(header(letter, "ce_id")).isNotEqualTo("record-77");
    assertThat(header(letter, "dead_letter_reason"))
        .isEqualTo("java.lang.IllegalArgumentException: cannot be read");
    assertThat(header(letter, "dead_letter_stack")).contains("ExactlyOnceIT");
    assertThat(header(letter, "dead_letter_topic")).endsWith(".in");
    assertThat(header(letter, "dead_letter_offset")).matches("\\d+");
  }
}
