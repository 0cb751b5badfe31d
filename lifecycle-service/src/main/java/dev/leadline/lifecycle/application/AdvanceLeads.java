package dev.leadline.lifecycle.application;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Moves the leads of a batch through the funnel: one look at the store, every event folded in
/// order.
@ApplicationScoped
public class AdvanceLeads {
  private final StagedLeads leads;
  private final Funnel funnel;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  AdvanceLeads(StagedLeads leads, Funnel funnel, Supplier<Policy> policy, InstantSource clock) {
    this.leads = leads;
    this.funnel = funnel;
    this.policy = policy;
    this.clock = clock;
  }

  /// Decides events that each have a lead as their subject, in order.
  ///
  /// @param chain the audit chain of the partition that they come from
  /// @return what is told once the transaction commits
  public Told decide(List<Envelope<?>> events, String chain, Transaction transaction)
      throws SQLException {
    Policy current = policy.get();
    Instant now = clock.instant();
    transaction.turn().at(now);
    BatchOfLeads batch = new BatchOfLeads(leads.lock(transaction, concerned(events)));
    FunnelDecider decider = new FunnelDecider(current, batch);
    for (Envelope<?> event : events) {
      decider.fold(event, new Cause.OfEvent(event, now, current.version()));
    }
    funnel.save(batch, decider.told(), chain, transaction);
    return decider.told();
  }

  /// The leads that the events are about, and those that some of them are merged into.
  private static Set<LeadId> concerned(List<Envelope<?>> events) {
    Set<LeadId> ids = new TreeSet<>();
    for (Envelope<?> envelope : events) {
      ids.add(LeadId.parse(envelope.event().subject()));
      if (envelope.event() instanceof LeadsMerged merged) {
        ids.add(merged.survivor());
      }
    }
    return ids;
  }
}
