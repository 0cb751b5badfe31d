package dev.leadline.messaging;

import static dev.leadline.messaging.World.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.EventCodec;
import dev.leadline.events.TurnTaken;
import dev.leadline.events.TurnTaken.Heard;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every transaction here takes the next number under one lock and tells it in its turn.
class TurnsIT {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String POISON = "record-77";

  private final Site site = Site.fresh();
  private final World world = new World(site);
  private final Effects handler =
      new Effects(site) {
        @Override
        public void handle(Batch batch, Transaction transaction) throws SQLException {
          super.handle(batch, transaction);
          if (batch.records().stream()
              .anyMatch(record -> POISON.equals(record.headers().get("ce_id")))) {
            throw new IllegalArgumentException("cannot be read");
          }
          number(transaction);
        }
      };

  @BeforeEach
  void count() {
    site.execute("create table counter as select 0::bigint as n");
  }

  @Test
  void turnsAreToldInTheOrderOfCommitsAlsoWhenTheRelayStartsAnew() throws Exception {
    // given
    try (Replica first = Replica.of(site).handler(handler).maxPollRecords(7).start()) {
      List<String> ids = new ArrayList<>(world.send(0, 300));
      ask(first, 100);

      // when
      first.relay.close();
      ids.addAll(world.send(300, 400));
      ask(first, 50);
      try (Replica second = Replica.of(site).build()) {
        second.relay.start();
        ids.remove(POISON);
        world.awaitEffectsInAnyOrder(ids);

        // then
        List<TurnTaken> turns = awaitTurns();
        assertThat(turns.stream().filter(turn -> !isBurial(turn)).map(TurnsIT::numberOf))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, counted()).boxed().toList());
        assertThat(turns.stream().filter(TurnsIT::isBurial)).hasSize(1);
        for (int partition = 0; partition < Site.PARTITIONS; partition++) {
          assertThat(stretches(turns, partition)).isEqualTo(whole(turns, partition));
        }
      }
    }
  }

  @Test
  void aTransactionThatTakesNothingOrIsRolledBackIsToldNobodyOf() throws Exception {
    try (Replica replica = Replica.of(site).handler(handler).start()) {
      // when
      replica.transactions.call(Transaction::connection);
      replica.transactions.call(transaction -> {
        transaction.turn().looked(NOON, NOON, List.of());
        return transaction;
      });
      ask(replica, 1);

      // then
      assertThat(awaitTurns()).hasSize(1);
    }
  }

  private void ask(Replica replica, int times) {
    try (ExecutorService people = Executors.newFixedThreadPool(4)) {
      for (int time = 0; time < times; time++) {
        people.execute(() -> replica.transactions.call(TurnsIT::number));
      }
    }
  }

  private static long number(Transaction transaction) throws SQLException {
    try (Statement statement = transaction.connection().createStatement();
        ResultSet row = statement.executeQuery("update counter set n = n + 1 returning n")) {
      row.next();
      transaction.turn().asked(NOON, new UUID(0, row.getLong(1)));
      return row.getLong(1);
    }
  }

  private long counted() {
    return Long.parseLong(world.query("select n from counter").getFirst());
  }

  private static long numberOf(TurnTaken turn) {
    UUID asked = turn.asked();
    return asked == null ? 0 : asked.getLeastSignificantBits();
  }

  private static boolean isBurial(TurnTaken turn) {
    return turn.heard().stream().anyMatch(Heard::buried);
  }

  /// All turns without those that the relay published again.
  private List<TurnTaken> awaitTurns() {
    await()
        .atMost(World.PATIENCE)
        .until(() -> turns().stream().filter(turn -> !isBurial(turn)).count() >= counted());
    return turns();
  }

  private List<TurnTaken> turns() {
    Map<String, TurnTaken> turns = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : world.records(site.turns())) {
      turns.putIfAbsent(header(record, "ce_id"), read(record));
    }
    return List.copyOf(turns.values());
  }

  private static TurnTaken read(ConsumerRecord<String, byte[]> record) {
    try {
      return EventCodec.mapper().readValue(record.value(), TurnTaken.class);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private List<Long> stretches(List<TurnTaken> turns, int partition) {
    return turns.stream()
        .flatMap(turn -> turn.heard().stream())
        .filter(heard -> heard.partition() == partition)
        .flatMap(heard -> LongStream.range(heard.from(), heard.next()).boxed())
        .toList();
  }

  private List<Long> whole(List<TurnTaken> turns, int partition) {
    return LongStream.range(0, stretches(turns, partition).size()).boxed().toList();
  }
}
