package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.messaging.ReplicaProcess.Crash;
import dev.leadline.messaging.outbound.LostEventsException;
import dev.leadline.testsupport.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelayIT {
  private static final int SMALL_WINDOW = 2_000;

  private final Site site = Site.fresh(SMALL_WINDOW);
  private final World world = new World(site);

  @Test
  void theRelayOfAnotherReplicaTakesOverWhenTheFirstIsClosed() throws Exception {
    try (Replica first = Replica.of(site).start();
        Replica second = Replica.of(site).build()) {
      // given
      List<String> names = new ArrayList<>(publish(first, 0, 500));
      await().atMost(World.PATIENCE).until(first.relay::isActive);
      second.relay.start();
      await().atMost(World.PATIENCE).until(second.relay::isStandingBy);
      assertThat(first.relay.isStandingBy()).isFalse();

      // when
      first.relay.close();
      names.addAll(publish(first, 500, 1_000));

      // then
      world.awaitPublished(names);
      assertThat(second.relay.isActive()).isTrue();
      assertThat(second.relay.isStandingBy()).isFalse();
      assertThat(second.relay.trouble()).isEmpty();
    }
  }

  @Test
  void theRelayOfAnotherReplicaTakesOverWhenTheFirstIsKilled() throws Exception {
    try (Replica second = Replica.of(site).build()) {
      // given
      second.slot.ensure(false);
      ReplicaProcess first = ReplicaProcess.start(site, Crash.NEVER);
      List<String> names = new ArrayList<>(publish(second, 0, 500));
      world.awaitPublished(names);
      second.relay.start();

      // when
      first.close();
      names.addAll(publish(second, 500, 1_000));

      // then
      world.awaitPublished(names);
    }
  }

  @Test
  void afterACrashOfTheServerLessThanHalfTheWindowIsPublishedAgain() throws Exception {
    try (Replica replica = Replica.of(site).start()) {
      // given
      List<String> names = new ArrayList<>(publish(replica, 0, 10_000));
      world.awaitPublished(names);

      // when
      TestPostgres.kill();
      TestPostgres.start();
      names.addAll(publish(replica, 10_000, 10_100));

      // then
      List<String> published = world.awaitPublished(names);
      assertThat(published.size() - names.size()).isLessThan(SMALL_WINDOW / 2);
    }
  }

  @Test
  void anIdleDatabaseLetsTheServerDropItsLog() throws Exception {
    try (Replica replica = Replica.of(site).start()) {
      // given
      publish(replica, 0, 10);
      Site busy = Site.fresh();

      // when
      busy.execute(
          "create table noise as select repeat(md5(n::text), 30) from generate_series(1, 20000) n");

      // then
      await()
          .atMost(Duration.ofSeconds(15))
          .until(
              () -> replica.relay.backlog().filter(left -> left.lagBytes() < 100_000).isPresent());
    }
  }

  @Test
  void aSlotThatIsGoneIsNotMadeAnewUnlessTheLossIsAccepted() throws Exception {
    // given
    try (Replica replica = Replica.of(site).start()) {
      world.awaitPublished(publish(replica, 0, 10));
    }
    // The server's sender may outlive the relay for a moment, and holds the slot as long.
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> {
          site.execute("select pg_drop_replication_slot('" + site.slot() + "')");
          return true;
        });

    try (Replica again = Replica.of(site).build()) {
      // when
      assertThatThrownBy(() -> again.slot.ensure(false))
          .isInstanceOf(LostEventsException.class)
          .hasMessage(
              "Replication slot '"
                  + site.slot()
                  + "' is gone although this database has been used: events that were committed and"
                  + " not yet published are lost. Compare the database with its topic, then start"
                  + " once with leadline.messaging.relay.accept-lost-events=true to go on with a new"
                  + " slot");
      again.slot.ensure(true);
      again.relay.start();

      // then
      List<String> names = names(0, 20);
      publish(again, 10, 20);
      world.awaitPublished(names);
    }
  }

  private List<String> publish(Replica replica, int from, int to) throws SQLException {
    List<String> names = names(from, to);
    for (int at = 0; at < names.size(); at += 50) {
      List<String> some = names.subList(at, Math.min(names.size(), at + 50));
      replica.transactions.call(transaction -> {
        some.forEach(name -> transaction.publish(outbound(name)));
        return some;
      });
    }
    return names;
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "n" + number).toList();
  }

  private OutboundRecord outbound(String name) {
    Map<String, String> headers = new HashMap<>(Map.of("ce_id", name, "cause", name));
    return new OutboundRecord(
        site.output(), "key-" + Math.floorMod(name.hashCode(), 3), headers, new byte[600]);
  }
}
