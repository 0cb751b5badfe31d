package dev.leadline.scoring.store;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.application.DecisionJournal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/// Writes decisions to the hash-chained log of the service's database.
@ApplicationScoped
public class AuditedDecisions implements DecisionJournal {

  @Override
  public void append(Transaction transaction, String chain, List<DecisionRecord> decisions)
      throws SQLException {
    DecisionLog.append(transaction.connection(), chain, decisions);
  }
}
