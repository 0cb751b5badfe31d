package dev.leadline.routing.application;

import dev.leadline.routing.assignment.Books;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// What pools, reps and accounts have received, kept.
public interface KeptBooks {

  /// What is to be opened.
  ///
  /// @param accounts by domain; their owners are opened too
  record Wanted(Set<String> pools, Set<String> reps, Set<String> accounts) {
    public Wanted {
      pools = Set.copyOf(pools);
      reps = Set.copyOf(reps);
      accounts = Set.copyOf(accounts);
    }
  }

  /// Opens books with their rows locked until the transaction ends: pools by id, then reps by id.
  Books lock(Connection connection, Wanted wanted) throws SQLException;

  /// Opens books without a lock, to look at.
  Books read(Connection connection, Wanted wanted) throws SQLException;

  /// The reps who have open leads.
  Set<String> holders(Connection connection) throws SQLException;

  /// Keeps what was written on a sheet over books that were opened and locked.
  ///
  /// @throws dev.leadline.messaging.ConflictException when an account got an owner from another
  ///   transaction in between
  void save(Connection connection, Books opened, Books sheet) throws SQLException;
}
