package dev.leadline.messaging;

import java.sql.Connection;

/// A database transaction and what is to be published if it commits.
public interface Transaction {

  /// The connection that the transaction runs on. Not to be committed, rolled back or closed by the
  /// caller.
  Connection connection();

  /// Publishes after commit, in the order of the calls.
  void publish(OutboundRecord record);

  /// Runs `action` once the transaction has committed; never when it was rolled back. For what must
  /// not be done twice when a batch is retried and may be missing after a crash, such as counting.
  /// When nobody knows whether the commit succeeded, it is not run. Actions run in the order of the
  /// calls, on the thread of the transaction; one that throws is logged and the next one runs.
  void afterCommit(Runnable action);

  /// Where is noted what the transaction takes into the state of its service, and by which instant
  /// it decides; told of after all that is published.
  Turn turn();
}
