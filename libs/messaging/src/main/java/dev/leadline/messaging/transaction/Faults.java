package dev.leadline.messaging.transaction;

import dev.leadline.messaging.ConflictException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// What a failure says about trying again.
public enum Faults {
  /// Another transaction got in between; the next attempt may well succeed at once.
  CONFLICT,
  /// The database or the broker is not well; every record would fail alike, so none is to blame.
  INFRASTRUCTURE,
  /// What was attempted cannot succeed, however often.
  PERMANENT;

  /// Classes of SQLSTATE, see the PostgreSQL manual, appendix A: connection, authorisation, no such
  /// database, out of resources, not in the state, shutdown, system error, internal error.
  private static final Set<String> INFRASTRUCTURE_CLASSES =
      Set.of("08", "28", "3D", "53", "55", "57", "58", "XX");

  private static final String READ_ONLY_TRANSACTION = "25006";
  private static final String ROLLBACK_CLASS = "40";

  /// The first thing that the failure or its causes say.
  public static Faults of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Faults found = direct(cause);
      if (found != PERMANENT) {
        return found;
      }
    }
    return PERMANENT;
  }

  private static Faults direct(Throwable failure) {
    return switch (failure) {
      case ConflictException _ -> CONFLICT;
      case SQLException sql -> ofSql(sql);
      case KafkaException _ -> INFRASTRUCTURE;
      default -> PERMANENT;
    };
  }

  private static Faults ofSql(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    if (state == null || state.length() < 2) {
      // A pool that has no connection to give says so without a state.
      return INFRASTRUCTURE;
    }
    String stateClass = state.substring(0, 2);
    if (stateClass.equals(ROLLBACK_CLASS)) {
      return CONFLICT;
    }
    boolean infrastructure =
        INFRASTRUCTURE_CLASSES.contains(stateClass)
            || state.equals(READ_ONLY_TRANSACTION)
            || failure instanceof SQLTransientException
            || failure instanceof SQLRecoverableException
            || failure instanceof SQLNonTransientConnectionException;
    return infrastructure ? INFRASTRUCTURE : PERMANENT;
  }
}
