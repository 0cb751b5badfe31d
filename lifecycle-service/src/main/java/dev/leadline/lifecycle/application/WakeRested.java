package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.messaging.Horizon;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Lets recycled leads that have rested long enough, and are still good enough, qualify again.
///
/// A lead moves as of the instant at which its rest was over, however late that is noticed, and an
/// event that comes first ends the rest in the same way. None is woken before the events are read
/// that come first, however many wait after an outage. Several replicas share the work.
@ApplicationScoped
public class WakeRested {
  /// A lead rests so much longer, for events that happened before its rest was over and are on
  /// their way.
  static final Duration SETTLING = Duration.ofMinutes(1);

  private static final String CHAIN = Cause.SERVICE + ":timers";
  private static final int AT_ONCE = 500;

  private final StagedLeads leads;
  private final Funnel funnel;
  private final StageMetrics metrics;
  private final Transactions transactions;
  private final Supplier<Policy> policy;
  private final InstantSource clock;
  private final Horizon horizon;

  WakeRested(
      StagedLeads leads,
      Funnel funnel,
      StageMetrics metrics,
      Transactions transactions,
      Supplier<Policy> policy,
      InstantSource clock,
      Horizon horizon) {
    this.leads = leads;
    this.funnel = funnel;
    this.metrics = metrics;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
    this.horizon = horizon;
  }

  /// Wakes every lead whose rest is over, in portions of a transaction each.
  public void run() {
    Instant until = horizon.reached().minus(SETTLING);
    boolean more = true;
    while (more) {
      Portion portion = transactions.call(transaction -> portion(transaction, until));
      metrics.count(portion.told());
      more = portion.size() == AT_ONCE;
    }
  }

  private record Portion(int size, Told told) {}

  private Portion portion(Transaction transaction, Instant until) throws SQLException {
    Policy current = policy.get();
    Instant now = clock.instant();
    List<StagedLead> due = leads.lockRested(transaction, until, AT_ONCE);
    transaction.turn().looked(now, until, due.stream().map(StagedLead::id).toList());
    Map<LeadId, Standing> known = new HashMap<>();
    due.forEach(lead -> known.put(lead.id(), lead));
    BatchOfLeads batch = new BatchOfLeads(known);
    FunnelDecider decider = new FunnelDecider(current, batch);
    for (StagedLead lead : due) {
      decider.rested(lead, new Cause.OfItself(lead.id().value(), now, now, current.version()));
    }
    funnel.save(batch, decider.told(), CHAIN, transaction);
    return new Portion(due.size(), decider.told());
  }
}
