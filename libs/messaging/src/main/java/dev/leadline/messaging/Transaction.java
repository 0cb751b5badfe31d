package dev.leadline.messaging;

import java.sql.Connection;

/// A database transaction and what is to be published if it commits.
public interface Transaction {

  /// The connection that the transaction runs on. Not to be committed, rolled back or closed by the
  /// caller.
  Connection connection();

  /// Publishes after commit, in the order of the calls.
  void publish(OutboundRecord record);
}
