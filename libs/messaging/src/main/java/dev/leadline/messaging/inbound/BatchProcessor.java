package dev.leadline.messaging.inbound;

import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transactions.Work;
import dev.leadline.messaging.transaction.Faults;
import dev.leadline.messaging.transaction.JdbcTransactions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Makes a batch one transaction: positions, effects and what is published, all or nothing.
final class BatchProcessor {
  private static final Logger LOG = Logger.getLogger(BatchProcessor.class);
  private static final int ATTEMPTS_AT_ONCE = 3;

  private final BatchHandler handler;
  private final JdbcTransactions transactions;
  private final PositionStore positions;
  private final DeadLetters deadLetters;
  private final ConsumerMetrics metrics;
  private final InstantSource clock;

  BatchProcessor(
      BatchHandler handler,
      JdbcTransactions transactions,
      PositionStore positions,
      DeadLetters deadLetters,
      ConsumerMetrics metrics,
      InstantSource clock) {
    this.handler = handler;
    this.transactions = transactions;
    this.positions = positions;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Decides what several partitions have in one transaction.
  ///
  /// @param portions of different partitions
  /// @throws Exception when one record of one of them cannot be decided, or anything else is in the
  ///   way; nothing of any partition is decided then
  void processTogether(List<Portion> portions) throws Exception {
    decide(portions);
  }

  /// Decides the next records of a partition. When one of them cannot be decided, the batch is
  /// halved until it stands alone; it goes to the dead letters and the others are decided.
  ///
  /// @throws PartitionLostException when the partition is another's now
  /// @throws Exception of the database or the broker, or after several conflicts in a row; what was
  ///   not decided by then is still pending
  void process(Portion portion) throws Exception {
    try {
      decide(List.of(portion));
    } catch (PartitionLostException lost) {
      throw lost;
    } catch (StackOverflowError tooDeep) {
      narrowDown(portion, tooDeep);
    } catch (Exception failure) {
      if (Faults.of(failure) != Faults.PERMANENT) {
        throw failure;
      }
      narrowDown(portion, failure);
    }
  }

  private void narrowDown(Portion portion, Throwable failure) throws Exception {
    List<InboundRecord> records = portion.records();
    int half = records.size() / 2;
    if (half == 0) {
      bury(portion, failure);
    } else {
      process(new Portion(portion.partition(), records.subList(0, half)));
      process(new Portion(portion.partition(), records.subList(half, records.size())));
    }
  }

  private void decide(List<Portion> portions) throws SQLException {
    List<InboundRecord> fresh = portions.stream().flatMap(each -> each.fresh().stream()).toList();
    TopicPartition first = portions.getFirst().partition().id();
    commit(
        portions,
        transaction -> {
          if (!fresh.isEmpty()) {
            handler.handle(new Batch(first.topic(), first.partition(), fresh), transaction);
          }
          return fresh;
        });
    int offered = portions.stream().mapToInt(portion -> portion.records().size()).sum();
    metrics.decided(fresh, offered, clock.instant());
  }

  private void bury(Portion alone, Throwable cause) throws SQLException {
    InboundRecord record = alone.records().getFirst();
    LOG.errorf(
        cause,
        "Record cannot be decided, put to the dead letters topic=%s partition=%d offset=%d",
        record.topic(),
        record.partition(),
        record.offset());
    commit(
        List.of(alone),
        transaction -> {
          transaction.turn().at(clock.instant());
          transaction.turn().buried(record);
          deadLetters.bury(record, cause, transaction);
          return record;
        });
    metrics.buried();
  }

  /// The positions go first: whoever has lost a partition finds out before deciding anything.
  private void commit(List<Portion> portions, Work<?> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.once(transaction -> {
          positions.advance(transaction.connection(), portions);
          return work.in(transaction);
        });
        portions.forEach(Portion::decided);
        return;
      } catch (SQLException | RuntimeException failure) {
        if (attempt == ATTEMPTS_AT_ONCE || Faults.of(failure) != Faults.CONFLICT) {
          throw failure;
        }
        metrics.retried();
      }
    }
  }
}
