package dev.leadline.audit.keeping;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Where a service writes down what it decides, in the transaction that decides.
@FunctionalInterface
public interface DecisionJournal {

  /// Appends decisions to a chain, then erases what tells of leads that are forgotten, also in what
  /// was just appended.
  ///
  /// @param chain the chain to go on with; one writer at a time
  /// @param forgotten leads of whom only that something was decided is to stay; mostly none
  void write(
      Transaction transaction,
      String chain,
      List<DecisionRecord> decisions,
      Collection<LeadId> forgotten)
      throws SQLException;
}
