package dev.leadline.scoring.application;

import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.time.Instant;

/// Which policy came last, where replicas may decide by different ones while a new one is rolled
/// out. Only who decides by the last scores the stored leads anew, so that no two undo each other's
/// work.
public interface Rollout {

  /// A replica decides by that version from now on.
  void began(Transaction transaction, String version, Instant at) throws SQLException;

  /// Whether no replica began to decide by another version since.
  boolean isLast(Transaction transaction, String version) throws SQLException;
}
