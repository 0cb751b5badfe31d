package dev.leadline.messaging.tracing;

import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.tracing.RequestTrace;
import dev.leadline.tracing.Tracing;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes what a request says part of the request's trace.
///
/// @param transactions what runs the transactions
public record TracedTransactions(Transactions transactions) implements Transactions {

  /// The transactions themselves as long as tracing is off.
  public static Transactions of(Transactions transactions, Tracing tracing) {
    return tracing.isOn() ? new TracedTransactions(transactions) : transactions;
  }

  @Override
  public <T> T call(Work<T> work) {
    String parent = RequestTrace.traceparent();
    return transactions.call(
        parent == null ? work : transaction -> work.in(new Traced(transaction, parent)));
  }

  /// The record as part of a trace; the same record when it is part of one, or there is none.
  ///
  /// @param parent null when there is no trace
  public static OutboundRecord traced(OutboundRecord record, @Nullable String parent) {
    if (parent == null || record.headers().containsKey(TracedSends.HEADER)) {
      return record;
    }
    Map<String, String> headers = new HashMap<>(record.headers());
    headers.put(TracedSends.HEADER, parent);
    return new OutboundRecord(record.topic(), record.key(), headers, record.value());
  }

  private record Traced(Transaction transaction, String parent) implements Transaction {
    @Override
    public Connection connection() {
      return transaction.connection();
    }

    @Override
    public void publish(OutboundRecord record) {
      transaction.publish(traced(record, parent));
    }

    @Override
    public Turn turn() {
      return transaction.turn();
    }

    @Override
    public void afterCommit(Runnable action) {
      transaction.afterCommit(action);
    }
  }
}
