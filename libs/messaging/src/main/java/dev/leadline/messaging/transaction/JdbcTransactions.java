package dev.leadline.messaging.transaction;

import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.messaging.Turns;
import dev.leadline.messaging.outbound.Outbox;
import dev.leadline.messaging.outbound.TurnRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.core.BaseConnection;

/// Transactions on a data source, at its default isolation, with the outbox written last and in it
/// the turn.
public final class JdbcTransactions implements Transactions, Turns {
  private static final Logger LOG = Logger.getLogger(JdbcTransactions.class);
  private static final int ATTEMPTS = 5;

  private final DataSource database;
  private final Outbox outbox;
  private final TurnRecords turns;
  private final Backoff backoff;

  public JdbcTransactions(DataSource database, Outbox outbox, TurnRecords turns, Backoff backoff) {
    this.database = database;
    this.outbox = outbox;
    this.turns = turns;
    this.backoff = backoff;
  }

  /// @throws UncertainCommitException when the connection was lost while committing, so that nobody
  ///   knows whether the work was done; it is not done again
  @Override
  public <T> T call(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException | RuntimeException failure) {
        if (attempt == ATTEMPTS || !isWorthAnotherTry(failure)) {
          throw unchecked(failure);
        }
        pause(attempt);
      }
    }
  }

  @Override
  public void tell(Connection connection, Turn turn) throws SQLException {
    outbox.write(connection, turns.of(turn));
  }

  /// Runs `work` in one transaction, once.
  public <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      try {
        connection.setAutoCommit(false);
        Collecting transaction = new Collecting(connection);
        T result = decide(transaction, work);
        commit(connection);
        transaction.committed();
        return result;
      } catch (SQLException | RuntimeException failure) {
        if (Faults.of(failure) == Faults.INFRASTRUCTURE) {
          discard(connection);
        }
        throw failure;
      }
    }
  }

  /// A pool may not notice that a connection is dead, and would give it out again. The session
  /// itself is ended, not what the pool wraps around it: Agroal before 3.2 loses the place of a
  /// connection that is aborted, until it has none left to give.
  private static void discard(Connection connection) throws SQLException {
    if (connection.isWrapperFor(BaseConnection.class)) {
      connection.unwrap(BaseConnection.class).abort(Runnable::run);
    }
  }

  private <T> T decide(Collecting transaction, Work<T> work) throws SQLException {
    try {
      T result = work.in(transaction);
      transaction.published.addAll(turns.of(transaction.turn));
      outbox.write(transaction.connection, transaction.published);
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack(transaction.connection, failure);
      throw failure;
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException failure) {
      if (Faults.of(failure) == Faults.INFRASTRUCTURE) {
        throw new UncertainCommitException(failure);
      }
      throw failure;
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      failure.addSuppressed(lost);
    }
  }

  private static boolean isWorthAnotherTry(Exception failure) {
    return !(failure instanceof UncertainCommitException) && Faults.of(failure) != Faults.PERMANENT;
  }

  private static RuntimeException unchecked(Exception failure) {
    return failure instanceof RuntimeException runtime
        ? runtime
        : new TransactionFailedException(failure);
  }

  private void pause(int failures) {
    try {
      Thread.sleep(backoff.after(failures));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransactionFailedException(interrupted);
    }
  }

  private record Collecting(
      Connection connection, List<OutboundRecord> published, List<Runnable> afterwards, Turn turn)
      implements Transaction {
    Collecting(Connection connection) {
      this(connection, new ArrayList<>(), new ArrayList<>(), new Turn());
    }

    @Override
    public void publish(OutboundRecord record) {
      published.add(record);
    }

    @Override
    public void afterCommit(Runnable action) {
      afterwards.add(action);
    }

    void committed() {
      for (Runnable action : afterwards) {
        try {
          action.run();
        } catch (RuntimeException failure) {
          LOG.error("Committed, but what was to be done afterwards failed", failure);
        }
      }
    }
  }
}
