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
import org.jboss.logging.Logger;

/// Makes a batch one transaction: position, effects and what is published, all or nothing.
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

  /// Decides the next records of a partition. When one of them cannot be decided, the batch is
  /// halved until it stands alone; it goes to the dead letters and the others are decided.
  ///
  /// @throws PartitionLostException when the partition is another's now
  /// @throws Exception of the database or the broker, or after several conflicts in a row; what was
  ///   not decided by then is still pending
  void process(AssignedPartition partition, List<InboundRecord> records) throws Exception {
    try {
      decide(partition, records);
    } catch (PartitionLostException lost) {
      throw lost;
    } catch (StackOverflowError tooDeep) {
      narrowDown(partition, records, tooDeep);
    } catch (Exception failure) {
      if (Faults.of(failure) != Faults.PERMANENT) {
        throw failure;
      }
      narrowDown(partition, records, failure);
    }
  }

  private void narrowDown(
      AssignedPartition partition, List<InboundRecord> records, Throwable failure)
      throws Exception {
    int half = records.size() / 2;
    if (half == 0) {
      bury(partition, records.getFirst(), failure);
    } else {
      process(partition, records.subList(0, half));
      process(partition, records.subList(half, records.size()));
    }
  }

  private void decide(AssignedPartition partition, List<InboundRecord> records)
      throws SQLException {
    List<InboundRecord> fresh = partition.withoutRepeats(records);
    commit(
        partition,
        records,
        transaction -> {
          if (!fresh.isEmpty()) {
            handler.handle(
                new Batch(partition.id().topic(), partition.id().partition(), fresh), transaction);
          }
          return fresh;
        });
    metrics.decided(fresh, records.size(), clock.instant());
  }

  private void bury(AssignedPartition partition, InboundRecord record, Throwable cause)
      throws SQLException {
    LOG.errorf(
        cause,
        "Record cannot be decided, put to the dead letters topic=%s partition=%d offset=%d",
        record.topic(),
        record.partition(),
        record.offset());
    commit(
        partition,
        List.of(record),
        transaction -> {
          transaction.turn().at(clock.instant());
          transaction.turn().buried(record);
          deadLetters.bury(record, cause, transaction);
          return record;
        });
    metrics.buried();
  }

  /// The position goes first: whoever has lost the partition finds out before deciding anything.
  private void commit(AssignedPartition partition, List<InboundRecord> records, Work<?> work)
      throws SQLException {
    long next = records.getLast().offset() + 1;
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.once(transaction -> {
          positions.advance(transaction.connection(), partition.id(), partition.position(), next);
          return work.in(transaction);
        });
        partition.decided(records);
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
