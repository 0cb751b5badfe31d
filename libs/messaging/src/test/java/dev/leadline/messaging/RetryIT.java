package dev.leadline.messaging;

import static dev.leadline.messaging.World.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RetryIT {
  private static final String POISON = "record-7";

  private final Site site = Site.fresh();
  private final World world = new World(site);
  private volatile boolean mended;

  private final Effects handler =
      new Effects(site) {
        @Override
        public void handle(Batch batch, Transaction transaction) throws SQLException {
          if (!mended && batch.records().stream().anyMatch(RetryIT::isPoison)) {
            throw new IllegalArgumentException("cannot be read");
          }
          super.handle(batch, transaction);
        }
      };

  @Test
  void aDeadLetterSentBackIsDecidedOnceHoweverOftenItIsSent() throws Exception {
    try (Replica _ = Replica.of(site).handler(handler).start()) {
      // given
      List<String> ids = world.send(0, 20);
      ConsumerRecord<String, byte[]> letter = letters(1).getFirst();

      // when
      mended = true;
      world.send(letter, site.retries());
      world.send(letter, site.retries());
      world.sendIds(List.of("record-20"));

      // then
      List<String> all = new ArrayList<>(ids);
      all.add("record-20");
      world.awaitEffectsInAnyOrder(all);
      assertThat(world.records(site.output()))
          .extracting(record -> header(record, "cause"))
          .contains(POISON);
      assertThat(letters(1)).hasSize(1);
    }
  }

  @Test
  void oneThatFailsAgainIsAnotherLetterAboutTheSameRecord() throws Exception {
    try (Replica _ = Replica.of(site).handler(handler).start()) {
      // given
      world.send(0, 20);
      ConsumerRecord<String, byte[]> first = letters(1).getFirst();

      // when
      world.send(first, site.retries());

      // then
      ConsumerRecord<String, byte[]> second = letters(2).getLast();
      assertThat(header(second, "ce_id")).isNotEqualTo(header(first, "ce_id"));
      for (String name : List.of("id", "topic", "partition", "offset")) {
        assertThat(header(second, "dead_letter_" + name))
            .isEqualTo(header(first, "dead_letter_" + name));
      }

      // when
      mended = true;
      world.send(second, site.retries());

      // then
      await().atMost(World.PATIENCE).until(() -> world.effects().contains(POISON));
    }
  }

  private List<ConsumerRecord<String, byte[]>> letters(int count) {
    await().atMost(World.PATIENCE).until(() -> world.records(site.deadLetters()).size() >= count);
    return world.records(site.deadLetters());
  }

  private static boolean isPoison(InboundRecord record) {
    return POISON.equals(record.headers().get("ce_id"));
  }
}
