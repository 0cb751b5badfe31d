package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.testsupport.TestKafka;
import dev.leadline.testsupport.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OutageIT {
  private final Site site = Site.fresh();
  private final World world = new World(site);

  @Test
  void theDatabaseCrashesInTheMiddleOfTheFlow() throws Exception {
    try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
      // when
      List<String> ids = new ArrayList<>(world.send(0, 2_000));
      await().atMost(World.PATIENCE).until(() -> world.effects().size() > 200);
      TestPostgres.kill();
      ids.addAll(world.send(2_000, 2_500));
      TestPostgres.start();

      // then
      world.awaitEffectsOf(ids);
      world.awaitPublished(ids);
      assertThat(world.records(site.deadLetters())).isEmpty();
    }
  }

  @Test
  void theDatabaseIsRestartedInTheMiddleOfTheFlow() throws Exception {
    try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
      // when
      List<String> ids = world.send(0, 2_000);
      await().atMost(World.PATIENCE).until(() -> world.effects().size() > 200);
      TestPostgres.restart();

      // then
      world.awaitEffectsOf(ids);
      world.awaitPublished(ids);
      assertThat(world.records(site.deadLetters())).isEmpty();
    }
  }

  @Test
  void sessionsThatAreEndedOverAndOverDoNotUseUpThePool() throws Exception {
    try (Replica replica = Replica.of(site).build()) {
      for (int times = 0; times < 40; times++) {
        // when
        assertThatThrownBy(() ->
                replica.transactions.once(transaction ->
                    transaction
                        .connection()
                        .createStatement()
                        .execute("select pg_terminate_backend(pg_backend_pid())")))
            .isInstanceOf(SQLException.class);

        // then
        assertThat(
                replica.transactions.<Boolean>call(
                    transaction -> transaction.connection().createStatement().execute("select 1")))
            .isTrue();
      }
    }
  }

  @Test
  void theBrokerCrashesInTheMiddleOfTheFlow() throws Exception {
    try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
      // when
      List<String> ids = new ArrayList<>(world.send(0, 2_000));
      await().atMost(World.PATIENCE).until(() -> world.effects().size() > 200);
      TestKafka.kill();
      TestKafka.start();
      ids.addAll(world.send(2_000, 2_500));

      // then
      world.awaitEffectsOf(ids);
      world.awaitPublished(ids);
    }
  }

  @Test
  void whatIsCommittedWhileTheBrokerIsDownIsPublishedOnceItIsBack() throws Exception {
    try (Replica replica = Replica.of(site).start()) {
      // given
      List<String> names = new ArrayList<>(publish(replica, 0, 100));
      world.awaitPublished(names);

      // when
      TestKafka.stop();
      names.addAll(publish(replica, 100, 3_000));
      TestKafka.start();

      // then
      world.awaitPublished(names);
    }
  }

  @Test
  void whatIsPublishedBeforeTheBrokerIsKnownKeepsItsOrder() {
    try (DirectPublisher publisher =
        new DirectPublisher(
            Map.of("bootstrap.servers", site.bootstrapServers()), Duration.ofSeconds(10))) {
      List<String> names = IntStream.range(0, 40).mapToObj(number -> "n" + number).toList();

      publisher.publish(names.stream().map(this::outbound).toList()).toCompletableFuture().join();

      assertThat(world.awaitPublished(names)).doesNotHaveDuplicates();
    }
  }

  @Test
  void directPublishingFailsSoonWhenTheBrokerIsDownAndWorksWhenItIsBack() {
    try (DirectPublisher publisher =
        new DirectPublisher(
            Map.of("bootstrap.servers", site.bootstrapServers()), Duration.ofSeconds(2))) {
      // given
      publisher.publish(List.of(outbound("n0"))).toCompletableFuture().join();

      // when
      TestKafka.kill();
      long started = System.nanoTime();
      CompletableFuture<Void> refused =
          publisher.publish(List.of(outbound("n1"))).toCompletableFuture();

      // then
      assertThatThrownBy(refused::join).hasCauseInstanceOf(KafkaException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));

      // when
      TestKafka.start();
      await()
          .atMost(World.PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () -> publisher.publish(List.of(outbound("n2"))).toCompletableFuture().join());

      // then
      assertThat(world.awaitPublished(List.of("n0", "n2"))).doesNotContain("n1");
    } finally {
      TestKafka.start();
    }
  }

  @Test
  void recordsThatTheLogLostBeforeTheyWereDecidedStopThePartitionUntilSomeoneAcceptsIt()
      throws Exception {
    // given
    List<String> ids;
    try (Replica _ = Replica.of(site).start()) {
      ids = new ArrayList<>(world.send(0, 30));
      world.awaitEffectsOf(ids);
    }
    world.send(30, 60);
    deleteAll();
    try (Replica replica = Replica.of(site).start()) {
      // when
      await()
          .atMost(World.PATIENCE)
          .until(() -> replica.consumer.troubles().size() == Site.PARTITIONS);

      // then
      assertThat(replica.consumer.troubles().values())
          .allSatisfy(trouble ->
              assertThat(trouble)
                  .matches(
                      "Partition \\d of '.*\\.in' is to be read from offset \\d+, its log holds"
                          + " \\d+ to \\d+: records are missing and are not skipped\\. .*"));
      assertThat(world.effects()).hasSameSizeAs(ids);

      // when
      for (String trouble : replica.consumer.troubles().values()) {
        site.execute(trouble.substring(trouble.indexOf("update"), trouble.lastIndexOf('"')));
      }
      ids.addAll(world.send(60, 90));

      // then
      world.awaitEffectsOf(ids);
      assertThat(replica.consumer.troubles()).isEmpty();
    }
  }

  private void deleteAll() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", site.bootstrapServers()))) {
      for (int partition = 0; partition < Site.PARTITIONS; partition++) {
        admin
            .deleteRecords(
                Map.of(
                    new TopicPartition(site.input(), partition), RecordsToDelete.beforeOffset(-1)))
            .all()
            .get();
      }
    }
  }

  private List<String> publish(Replica replica, int from, int to) {
    List<String> names = new ArrayList<>();
    for (int number = from; number < to; number++) {
      String name = "n" + number;
      names.add(name);
      replica.transactions.call(transaction -> {
        transaction.publish(outbound(name));
        return name;
      });
    }
    return names;
  }

  private OutboundRecord outbound(String name) {
    return new OutboundRecord(
        site.output(),
        "key-" + Math.floorMod(name.hashCode(), Site.PARTITIONS),
        Map.of("ce_id", name, "cause", name),
        name.getBytes(StandardCharsets.UTF_8));
  }
}
