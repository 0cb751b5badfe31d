package dev.leadline.scoring.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.util.List;

/// Where decisions are written down, in the transaction that makes them.
public interface DecisionJournal {

  /// @param chain the chain to go on with; one writer at a time
  void append(Transaction transaction, String chain, List<DecisionRecord> decisions)
      throws SQLException;
}
