package dev.leadline.messaging;

import java.sql.Connection;
import java.sql.SQLException;

/// Tells of transactions that do not run through [Transactions], which tell of themselves.
@FunctionalInterface
public interface Turns {

  /// Tells of a turn if the connection's transaction commits.
  void tell(Connection connection, Turn turn) throws SQLException;
}
