package dev.leadline.sla.application;

import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.sla.application.EraStore.Sweep;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/// Follows the open clocks into a new era, portion by portion, once every monitor knows of it.
@ApplicationScoped
public class ReconsiderClocks {
  /// Longer than any monitor takes to notice an era and to finish what it decided before.
  static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(5);

  private static final String CHAIN = "sla-monitor:eras";

  private final EraStore eras;
  private final Leads leads;
  private final Effects.Stores stores;
  private final ClockMetrics metrics;
  private final Transactions transactions;
  private final ActivePromises promises;
  private final InstantSource time;

  ReconsiderClocks(
      EraStore eras,
      Leads leads,
      Timeline timeline,
      Notifications notifications,
      CountEvents counting,
      ClockMetrics metrics,
      Transactions transactions,
      ActivePromises promises,
      InstantSource time) {
    this.eras = eras;
    this.leads = leads;
    this.stores = new Effects.Stores(timeline, notifications, counting);
    this.metrics = metrics;
    this.transactions = transactions;
    this.promises = promises;
    this.time = time;
  }

  /// Takes one portion of leads, in one transaction.
  ///
  /// @return whether more are left
  public boolean portion() {
    Promises known = promises.renew();
    if (known.eras().all().size() == 1) {
      return false;
    }
    Optional<ClockWork> work = transactions.call(transaction -> portion(transaction, known));
    work.ifPresent(done -> done.count(metrics));
    return work.filter(done -> done.size() == EraStore.PORTION).isPresent();
  }

  private Optional<ClockWork> portion(Transaction transaction, Promises known) throws SQLException {
    Instant now = time.instant();
    Optional<Sweep> sweep = eras.sweep(transaction.connection(), now.minus(KNOWN_EVERYWHERE));
    if (sweep.isEmpty() || sweep.get().era() != known.eras().newest().number()) {
      return Optional.empty();
    }
    Map<dev.leadline.events.LeadId, LeadClocks> loaded =
        leads.lock(transaction.connection(), new HashSet<>(sweep.get().leads()));
    ClockWork work = new ClockWork(known, now, loaded);
    loaded.values().forEach(work::reconsider);
    work.save(transaction, leads, stores, CHAIN);
    eras.swept(
        transaction.connection(), sweep.get(), sweep.get().leads().size() < EraStore.PORTION);
    return Optional.of(work);
  }
}
