package dev.leadline.sla.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Reads outside of a batch's transaction.
final class Reading {
  private Reading() {}

  @FunctionalInterface
  interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Runs a query on a connection of its own.
  static <T> T from(DataSource database, Query<T> query) {
    try (Connection connection = database.getConnection()) {
      return query.on(connection);
    } catch (SQLException failed) {
      throw new IllegalStateException("The database cannot be read", failed);
    }
  }
}
