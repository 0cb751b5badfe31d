package dev.leadline.messaging;

import java.sql.SQLException;

/// Runs requests and due timers as a batch of one: the same transaction, the same outbox, the same
/// row locks.
public interface Transactions {

  /// Runs `work` in a transaction and returns its result after commit. Conflicts, deadlocks and
  /// lost connections are tried again a few times; anything else rolls back and is thrown on.
  <T> T call(Work<T> work);

  /// What happens in a transaction. May be called several times, each in a new transaction.
  @FunctionalInterface
  interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }
}
