package dev.leadline.messaging.transaction;

import java.sql.SQLException;

/// The connection was lost while committing: the transaction may or may not have been done.
public final class UncertainCommitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UncertainCommitException(SQLException cause) {
    super("Transaction was to be committed, the database did not say whether it was", cause);
  }
}
