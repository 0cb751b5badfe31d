package dev.leadline.audit.keeping;

import dev.leadline.audit.ChainHead;
import dev.leadline.audit.DecisionPartitions;
import dev.leadline.events.ChainPrefixDropped;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps decisions for `leadline.audit.keep` and says of every chain where it was cut.
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final Transactions transactions;
  private final AuditNews news;
  private final InstantSource time;
  private final Period kept;

  @Inject
  Retention(
      Transactions transactions,
      AuditNews news,
      InstantSource time,
      @ConfigProperty(name = "leadline.audit.keep", defaultValue = "P7Y") Period kept) {
    this.transactions = transactions;
    this.news = news;
    this.time = time;
    this.kept = kept;
  }

  void keep() {
    Instant now = time.instant();
    List<ChainHead> dropped = transactions.call(transaction -> keep(transaction, now));
    dropped.forEach(
        last -> LOG.infof("Old decisions dropped chain=%s upTo=%d", last.chain(), last.sequence()));
  }

  private List<ChainHead> keep(Transaction transaction, Instant now) throws SQLException {
    List<ChainHead> dropped = DecisionPartitions.keep(transaction.connection(), now, kept);
    for (ChainHead last : dropped) {
      news.publish(
          transaction, new ChainPrefixDropped(last.chain(), last.sequence(), last.hash()), now);
    }
    return dropped;
  }
}
