package dev.leadline.lifecycle.application;

import dev.leadline.audit.keeping.DecisionJournal;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;

/// Writes down what a transaction decided: the leads, the decisions, the events.
@ApplicationScoped
class Funnel {
  private final StagedLeads leads;
  private final DecisionJournal journal;

  Funnel(StagedLeads leads, DecisionJournal journal) {
    this.leads = leads;
    this.journal = journal;
  }

  void save(BatchOfLeads batch, Told told, String chain, Transaction transaction)
      throws SQLException {
    Set<LeadId> forgotten = batch.save(leads, transaction);
    journal.write(transaction, chain, told.decisions(), forgotten);
    for (Envelope<? extends LifecycleEvent> event : told.events()) {
      transaction.publish(OutboundRecord.of(Topics.LIFECYCLE, event));
    }
  }
}
