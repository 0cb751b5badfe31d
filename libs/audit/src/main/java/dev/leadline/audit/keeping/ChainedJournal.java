package dev.leadline.audit.keeping;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// The hash-chained log of the service's database.
@ApplicationScoped
class ChainedJournal implements DecisionJournal {

  @Override
  public void write(
      Transaction transaction,
      String chain,
      List<DecisionRecord> decisions,
      Collection<LeadId> forgotten)
      throws SQLException {
    DecisionLog.append(transaction.connection(), chain, decisions);
    DecisionLog.erase(transaction.connection(), forgotten);
  }
}
