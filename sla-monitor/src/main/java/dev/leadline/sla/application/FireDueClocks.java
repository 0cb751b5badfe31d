package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.sla.clock.LeadClocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Fires the rungs whose time has come. Any number of monitors may do so at once: each takes leads
/// that no other has, and what one has fired the next finds fired.
@ApplicationScoped
public class FireDueClocks {
  /// How many leads are taken at once. Their events stay far below what a transaction may publish.
  static final int PORTION = 500;

  private final Leads leads;
  private final Effects.Stores stores;
  private final ClockMetrics metrics;
  private final Transactions transactions;
  private final ActivePromises promises;
  private final InstantSource time;
  private volatile boolean behind;

  FireDueClocks(
      Leads leads,
      Timeline timeline,
      Notifications notifications,
      CountEvents counting,
      ClockMetrics metrics,
      Transactions transactions,
      ActivePromises promises,
      InstantSource time) {
    this.leads = leads;
    this.stores = new Effects.Stores(timeline, notifications, counting);
    this.metrics = metrics;
    this.transactions = transactions;
    this.promises = promises;
    this.time = time;
  }

  /// Fires what is due of one portion of leads, in one transaction.
  ///
  /// @return how many leads were due; less than a portion means that no more are, or that others
  ///   have them
  public int fire() {
    int taken = 0;
    try {
      Optional<ClockWork> work = transactions.call(this::fire);
      work.ifPresent(done -> done.count(metrics));
      taken = work.map(ClockWork::size).orElse(0);
    } finally {
      behind = taken == PORTION;
    }
    return taken;
  }

  /// Whether more leads were due at the last look than are taken at once.
  public boolean isBehind() {
    return behind;
  }

  /// When the next rung is reached; empty when none is awaited.
  public Optional<Instant> next() {
    return leads.nextFire();
  }

  private Optional<ClockWork> fire(Transaction transaction) throws SQLException {
    Instant now = time.instant();
    List<LeadClocks> due = leads.lockDue(transaction.connection(), now, PORTION);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    transaction.turn().looked(now, now, due.stream().map(LeadClocks::id).toList());
    Map<LeadId, LeadClocks> byId =
        due.stream().collect(Collectors.toMap(LeadClocks::id, Function.identity()));
    ClockWork work = new ClockWork(promises.get(), now, byId);
    due.forEach(work::climb);
    work.save(transaction, leads, stores, TimerChains.free(transaction.connection()));
    return Optional.of(work);
  }
}
