package dev.leadline.messaging;

import dev.leadline.testsupport.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class MeasureIT {
  @Test
  void measure() throws Exception {
    Site site = Site.fresh();
    try (Replica r = Replica.of(site).maxPollRecords(1000).build();
        KafkaConsumer<String, byte[]> out =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.bootstrapServers(), "max.poll.records", 5000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      r.slot.ensure(false);
      out.assign(
          List.of(
              new TopicPartition(site.output(), 0),
              new TopicPartition(site.output(), 1),
              new TopicPartition(site.output(), 2)));
      out.seekToBeginning(out.assignment());
      for (int round = 0; round < 3; round++) {
        int total = 200_000;
        long w0 = System.nanoTime();
        for (int t = 0; t < total / 1000; t++) {
          int base = t * 1000;
          r.transactions.call(tx -> {
            for (int i = 0; i < 1000; i++) {
              tx.publish(rec(site, "x" + (base + i), 600));
            }
            return 1;
          });
        }
        double ws = (System.nanoTime() - w0) / 1e9;
        long t0 = System.nanoTime();
        if (round == 0) {
          r.relay.start();
        }
        int got = 0;
        long first = 0;
        while (got < total) {
          int n = out.poll(Duration.ofMillis(100)).count();
          if (n > 0 && first == 0) {
            first = System.nanoTime();
          }
          got += n;
        }
        System.out.printf(
            "MEASURE round %d outbox write %.0f/s; relay %d in %.2fs (after first: %.2fs => %.0f/s)%n",
            round,
            total / ws,
            got,
            (System.nanoTime() - t0) / 1e9,
            (System.nanoTime() - first) / 1e9,
            total / ((System.nanoTime() - first) / 1e9));
      }
      List<Double> lat = new ArrayList<>();
      List<Double> commit = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        int n = i;
        long t0 = System.nanoTime();
        r.transactions.call(tx -> {
          tx.publish(rec(site, "single" + n, 600));
          return 1;
        });
        commit.add((System.nanoTime() - t0) / 1e6);
        while (out.poll(Duration.ofMillis(1000)).isEmpty()) {}
        if (i >= 100) {
          lat.add((System.nanoTime() - t0) / 1e6);
        }
        Thread.sleep(5);
      }
      lat.sort(null);
      commit.sort(null);
      System.out.printf(
          "MEASURE single event commit p50 %.1f ms; commit+relay+kafka+consumer p50 %.1f p90 %.1f p99 %.1f ms%n",
          commit.get(300), lat.get(250), lat.get(450), lat.get(495));
      // the way in
      World world = new World(site);
      long cpu0 = System.nanoTime();
      r.consumer.start();
      List<String> ids = world.send(0, 100_000);
      long s = System.nanoTime();
      while (Long.parseLong(world.query("select count(*) from effect").getFirst()) < ids.size()) {
        Thread.sleep(50);
      }
      System.out.printf(
          "MEASURE consumer 100k in %.2fs after send (send+decide %.2fs)%n",
          (System.nanoTime() - s) / 1e9, (System.nanoTime() - cpu0) / 1e9);
      int drained = 0;
      while (drained < 100_000) {
        drained += out.poll(Duration.ofMillis(500)).count();
      }
      Thread.sleep(15000);
      System.out.printf("MEASURE heap after gc %d MB%n", gcHeap());
      // crash repeats
      List<String> a = new ArrayList<>();
      TestPostgres.kill();
      TestPostgres.start();
      r.transactions.call(tx -> {
        tx.publish(rec(site, "after", 10));
        return 1;
      });
      int rep = 0;
      long until = System.nanoTime() + 10_000_000_000L;
      while (System.nanoTime() < until) {
        rep += out.poll(Duration.ofMillis(200)).count();
      }
      System.out.printf("MEASURE published again after server crash: %d%n", rep - 1);
    }
  }

  static long gcHeap() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  static OutboundRecord rec(Site site, String name, int size) {
    return new OutboundRecord(
        site.output(), name, new HashMap<>(Map.of("ce_id", name, "cause", name)), new byte[size]);
  }
}
