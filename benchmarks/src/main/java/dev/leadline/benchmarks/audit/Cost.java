package dev.leadline.benchmarks.audit;

import dev.leadline.audit.DecisionRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Compares the transaction of a batch with its decisions in the chain and the same transaction
/// with its decisions in a table, turn by turn, so that a busy neighbour slows both.
final class Cost {
  private static final List<Integer> SIZES = List.of(1, 10, 100, 1_000);
  private static final int RECORDS = 60_000;
  private static final int MOST_ROUNDS = 3_000;

  private final String url;
  private long number;

  Cost(String url) {
    this.url = url;
  }

  void run() throws SQLException {
    try (Connection plain = open();
        Connection chained = open()) {
      System.out.printf(
          "%8s %8s %14s %14s %12s %8s%n",
          "batch", "rounds", "without, µs", "with, µs", "µs a record", "more");
      for (int size : SIZES) {
        compare(size, new Batch(plain, false), new Batch(chained, true));
      }
    }
  }

  private void compare(int size, Batch plain, Batch chained) throws SQLException {
    int rounds = Math.min(MOST_ROUNDS, RECORDS / size);
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    for (int round = -rounds / 3; round < rounds; round++) {
      List<DecisionRecord> records =
          LongStream.range(number, number + size).mapToObj(Decisions::numbered).toList();
      number += size;
      long one = nanos(round % 2 == 0 ? plain : chained, records);
      long other = nanos(round % 2 == 0 ? chained : plain, records);
      if (round >= 0) {
        without.add(round % 2 == 0 ? one : other);
        with.add(round % 2 == 0 ? other : one);
      }
    }
    double before = median(without) / 1_000.0;
    double after = median(with) / 1_000.0;
    System.out.printf(
        "%8d %8d %14.0f %14.0f %12.2f %7.1f%%%n",
        size, rounds, before, after, (after - before) / size, 100 * (after - before) / before);
  }

  private static long nanos(Batch batch, List<DecisionRecord> records) throws SQLException {
    long start = System.nanoTime();
    batch.run(records);
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }
}
