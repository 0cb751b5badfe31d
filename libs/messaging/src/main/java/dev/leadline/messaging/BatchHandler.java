package dev.leadline.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/// What a service does with its records. Each service has one bean of this type, its Kafka door.
public interface BatchHandler {

  /// The topics to read.
  Set<String> topics();

  /// Decides a batch inside the transaction that will also hold its new position.
  ///
  /// It may be called again with the same records after a rollback, and with fewer of them when one
  /// of them is being looked for that cannot be decided; that one goes to the dead letters and the
  /// rest is decided.
  ///
  /// @throws ConflictException to roll back and try again at once, because another transaction got
  ///   in between
  /// @throws SQLException as the database says; a lost connection is retried with backoff, never
  ///   skipped
  void handle(Batch batch, Transaction transaction) throws SQLException;

  /// How long records may gather before they are decided, asked whenever some have come. Zero
  /// unless the service has something more urgent to do meanwhile: large batches cost less.
  default Duration rest() {
    return Duration.ZERO;
  }
}
