package dev.leadline.sla.application;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.sla.clock.ClockDecider;
import dev.leadline.sla.clock.Decision;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Observation;
import dev.leadline.sla.clock.Observations;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.ladder.Escalation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The leads of one transaction while their clocks are decided on.
final class ClockWork {
  private final Promises promises;
  private final Instant now;
  private final Effects effects;
  private final Map<LeadId, LeadClocks> loaded;
  private final Map<LeadId, LeadClocks> leads;
  private final Set<LeadId> reached = new HashSet<>();

  /// @param loaded the leads that are known, locked
  ClockWork(Promises promises, Instant now, Map<LeadId, LeadClocks> loaded) {
    this.promises = promises;
    this.now = now;
    this.effects = new Effects(now, promises.policy());
    this.loaded = loaded;
    this.leads = new HashMap<>(loaded);
  }

  void take(Envelope<?> cause, Observation seen) {
    LeadId id = seen.lead().id();
    LeadClocks lead = leads.getOrDefault(id, LeadClocks.first(seen.lead()));
    decided(ClockDecider.take(lead, seen, promises, now), cause);
  }

  /// Cancels the open clocks of leads that are being forgotten, telling nothing personal.
  void forget(Envelope<?> cause, long offset, Set<LeadId> going) {
    for (LeadId id : going) {
      LeadClocks lead = leads.get(id);
      if (lead != null) {
        LeadClocks bare = lead.anonymous();
        Observation end = Observations.erased(cause, offset, bare.snapshot());
        decided(ClockDecider.take(bare, end, promises, now), cause);
      }
    }
  }

  /// Fires what is due of one of the loaded leads.
  void climb(LeadClocks lead) {
    reached(Escalation.climb(lead, promises, now));
  }

  /// Follows the clocks of one of the loaded leads into the newest era.
  void reconsider(LeadClocks lead) {
    reached(ClockDecider.reconsider(lead, promises, now));
  }

  private void reached(Decision decision) {
    effects.add(decision, null);
    leads.put(decision.lead().id(), decision.lead());
    reached.add(decision.lead().id());
  }

  private void decided(Decision decision, Envelope<?> cause) {
    effects.add(decision, cause);
    leads.put(decision.lead().id(), decision.lead());
  }

  /// Writes states, events and records; the leads are written in key order.
  void save(Transaction transaction, Leads store, Effects.Stores stores, String chain)
      throws SQLException {
    List<Leads.Change> changes =
        new TreeMap<>(leads)
            .values().stream()
                .filter(lead -> !lead.equals(loaded.get(lead.id())) || reached.contains(lead.id()))
                .map(lead ->
                    new Leads.Change(
                        loaded.get(lead.id()), lead, Escalation.next(lead, promises).orElse(null)))
                .toList();
    store.save(transaction.connection(), changes, effects.rungs());
    effects.write(transaction, stores, chain);
  }

  void count(ClockMetrics metrics) {
    metrics.said(effects.sayings());
    metrics.fired(effects.rungs());
    for (LeadClocks lead : leads.values()) {
      LeadClocks before = loaded.get(lead.id());
      Instant response = lead.firstResponse();
      if (response != null && (before == null || before.firstResponse() == null)) {
        metrics.responded(lead, Duration.between(lead.snapshot().capturedAt(), response));
      }
    }
  }

  int size() {
    return leads.size();
  }
}
