package dev.leadline.sla.application;

import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.clock.Era;
import dev.leadline.sla.clock.Eras;
import dev.leadline.sla.clock.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The policy in force with the eras that go with it. A policy that counts time otherwise than the
/// one before begins an era, which is kept before anything is decided by it.
@ApplicationScoped
public class ActivePromises {
  private static final Logger LOG = Logger.getLogger(ActivePromises.class);

  private final ActivePolicy policies;
  private final EraStore eras;
  private final Transactions transactions;
  private final InstantSource time;
  private volatile @Nullable Promises promises;

  ActivePromises(
      ActivePolicy policies, EraStore eras, Transactions transactions, InstantSource time) {
    this.policies = policies;
    this.eras = eras;
    this.transactions = transactions;
    this.time = time;
  }

  /// What is promised, as of the last renewal.
  public Promises get() {
    Promises known = promises;
    return known == null ? renew() : known;
  }

  /// Looks whether another policy is in force, or another monitor began an era.
  public synchronized Promises renew() {
    Policy policy = policies.get();
    Promises known = promises;
    if (known != null
        && known.policy().version().equals(policy.version())
        && known.eras().newest().number() == eras.newest()) {
      return known;
    }
    Promises renewed = transactions.call(transaction -> renewed(transaction, policy));
    promises = renewed;
    return renewed;
  }

  private Promises renewed(Transaction transaction, Policy policy) throws SQLException {
    List<Era> all = new ArrayList<>(eras.lock(transaction.connection()));
    Era next = Era.of(all.size() + 1, time.instant(), policy);
    if (all.isEmpty() || (isNews(policy) && !next.countsLike(all.getLast()))) {
      eras.add(transaction.connection(), next, policy.version());
      all.add(next);
      LOG.infof("Era begun number=%d policy=%s", next.number(), policy.version());
    }
    Eras joined = new Eras(List.of(all.getFirst()));
    for (Era era : all.subList(1, all.size())) {
      joined = joined.and(era);
    }
    return new Promises(policy, joined);
  }

  /// A monitor with the policy before does not bring that back when another begins an era.
  private boolean isNews(Policy policy) {
    Promises known = promises;
    return known == null || !known.policy().version().equals(policy.version());
  }
}
