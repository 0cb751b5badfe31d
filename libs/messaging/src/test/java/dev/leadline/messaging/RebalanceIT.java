package dev.leadline.messaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RebalanceIT {
  private final Site site = Site.fresh();
  private final World world = new World(site);

  @Test
  void partitionsMoveBetweenReplicasInTheMiddleOfTheFlow() throws Exception {
    List<String> ids = new ArrayList<>();
    try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
      ids.addAll(world.send(0, 1_000));
      try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
        ids.addAll(world.send(1_000, 2_000));
        try (Replica _ = Replica.of(site).maxPollRecords(20).start()) {
          ids.addAll(world.send(2_000, 3_000));
        }
        ids.addAll(world.send(3_000, 4_000));
      }
      ids.addAll(world.send(4_000, 5_000));

      // then
      world.awaitEffectsOf(ids);
      world.awaitPublished(ids);
    }
  }

  @Test
  void aReplicaThatLostItsPartitionWithoutKnowingCannotCommit() throws Exception {
    // given: one hangs between two batches, and another decides what it has in hand
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    List<String> ids = new ArrayList<>(world.send(0, 300));
    try (Replica zombie =
        Replica.of(site)
            .database(database -> hangingAfterItsFirstBatch(database, stuck, wake))
            .maxPollRecords(150)
            .kafka("max.poll.interval.ms", 2_000)
            .kafka("session.timeout.ms", 2_000)
            .kafka("heartbeat.interval.ms", 500)
            .build()) {
      zombie.slot.ensure(false);
      zombie.consumer.start();
      assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
      try (Replica _ = Replica.of(site).start()) {
        world.awaitEffectsOf(ids);

        // when
        wake.countDown();
        ids.addAll(world.send(300, 400));

        // then
        world.awaitEffectsOf(ids);
      }
    }
  }

  @Test
  void twoReplicasThatHoldOnePartitionAtOnceDecideItOnce() throws Exception {
    // given: one hangs in the middle of its transaction, and loses the partition
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    Effects hanging =
        new Effects(site) {
          @Override
          public void handle(Batch batch, Transaction transaction) throws SQLException {
            super.handle(batch, transaction);
            stuck.countDown();
            awaitQuietly(wake);
          }
        };
    List<String> ids = world.send(0, 300);
    try (Replica hung =
        Replica.of(site)
            .handler(hanging)
            .kafka("max.poll.interval.ms", 2_000)
            .kafka("session.timeout.ms", 2_000)
            .kafka("heartbeat.interval.ms", 500)
            .build()) {
      hung.slot.ensure(false);
      hung.consumer.start();
      assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();

      try (Replica _ = Replica.of(site).start()) {
        await()
            .atMost(World.PATIENCE)
            .until(() ->
                world
                        .query("select 1 from pg_stat_activity where wait_event = 'transactionid'")
                        .size()
                    > 0);

        // when
        wake.countDown();

        // then
        world.awaitEffectsOf(ids);
      }
    }
  }

  private static DataSource hangingAfterItsFirstBatch(
      DataSource database, CountDownLatch stuck, CountDownLatch wake) {
    AtomicInteger batches = new AtomicInteger();
    return Proxies.around(
        DataSource.class,
        database,
        (name, call) -> {
          Connection connection = (Connection) requireNonNull(call.make());
          return Proxies.around(
              Connection.class,
              connection,
              (inner, innerCall) -> {
                if (inner.equals("setAutoCommit") && batches.get() == 1) {
                  stuck.countDown();
                  awaitQuietly(wake);
                }
                Object result = innerCall.make();
                if (inner.equals("commit")) {
                  batches.incrementAndGet();
                }
                return result;
              });
        });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
