package dev.leadline.messaging.transaction;

/// A transaction was rolled back for a reason that the database gave.
public final class TransactionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransactionFailedException(Exception cause) {
    super("Transaction rolled back: " + cause.getMessage(), cause);
  }
}
