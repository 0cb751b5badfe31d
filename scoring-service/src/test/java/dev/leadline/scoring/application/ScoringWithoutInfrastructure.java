package dev.leadline.scoring.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.testsupport.LeadBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The service with its leads in memory: give it batches, see what it says.
final class ScoringWithoutInfrastructure implements Transaction, Transactions {
  private final LeadsInMemory leads = new LeadsInMemory();
  private final List<Envelope<?>> said = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final ScoreLeads scoreLeads;
  private final Reevaluation reevaluation;
  private Instant now = LeadBuilder.MONDAY_MORNING;

  ScoringWithoutInfrastructure(Policy policy) {
    Announcer announcer = new Announcer((_, _, records) -> decisions.addAll(records));
    scoreLeads = new ScoreLeads(leads, announcer, () -> policy, () -> now);
    reevaluation = new Reevaluation(leads, announcer, this, () -> policy, () -> now);
  }

  void batch(List<? extends Envelope<?>> events) {
    try {
      scoreLeads.decide(List.copyOf(events), "scoring:test:0", this);
    } catch (SQLException thereIsNoDatabase) {
      throw new IllegalStateException(thereIsNoDatabase);
    }
  }

  void batch(Envelope<?>... events) {
    batch(List.of(events));
  }

  void reevaluateAt(Instant at) {
    now = at;
    reevaluation.run();
  }

  List<Envelope<?>> said() {
    return said;
  }

  LeadScored lastSaid() {
    return (LeadScored) said.getLast().event();
  }

  List<DecisionRecord> decisions() {
    return decisions;
  }

  Map<LeadId, ScoredLead> leads() {
    return leads.all();
  }

  ScoredLead lead(int number) {
    return leads
        .find(LeadBuilder.leadId(number))
        .orElseThrow(() -> new NoSuchElementException("Lead " + number));
  }

  @Override
  public <T> T call(Work<T> work) {
    try {
      return work.in(this);
    } catch (SQLException thereIsNoDatabase) {
      throw new IllegalStateException(thereIsNoDatabase);
    }
  }

  @Override
  public Connection connection() {
    throw new UnsupportedOperationException("There is no database");
  }

  @Override
  public void publish(OutboundRecord record) {
    said.add(EventCodec.decode(record.headers(), record.value()));
  }
}
