package dev.leadline.audit.keeping;

import dev.leadline.audit.ChainHead;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.ChainHeadPublished;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Tells how far every chain goes: as a metric, and on `leadline.audit.v1` when it has moved, by
/// which a tail that is cut off in the database shows.
@ApplicationScoped
class HeadPublisher {
  private final Transactions transactions;
  private final AuditNews news;
  private final AuditMetrics metrics;
  private final InstantSource time;

  /// @param published the heads that moved
  private record Round(List<ChainHead> all, List<ChainHead> published) {}

  @Inject
  HeadPublisher(
      Transactions transactions, AuditNews news, AuditMetrics metrics, InstantSource time) {
    this.transactions = transactions;
    this.news = news;
    this.metrics = metrics;
    this.time = time;
  }

  /// Two replicas at a time tell of a head twice at most, which harms nothing.
  void publish() {
    Instant now = time.instant();
    Round round = transactions.call(transaction -> publish(transaction, now));
    metrics.show(round.all());
    metrics.published(round.published().size());
  }

  private Round publish(Transaction transaction, Instant now) throws SQLException {
    List<ChainHead> moved =
        news.isOn() ? DecisionLog.takeUnpublished(transaction.connection()) : List.of();
    for (ChainHead head : moved) {
      news.publish(
          transaction, new ChainHeadPublished(head.chain(), head.sequence(), head.hash()), now);
    }
    return new Round(DecisionLog.heads(transaction.connection()), moved);
  }
}
