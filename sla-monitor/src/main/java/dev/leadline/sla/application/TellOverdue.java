package dev.leadline.sla.application;

import dev.leadline.events.ExceptionReason;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.exception.Care;
import dev.leadline.sla.exception.Overdue;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notices;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tells the team that cares for exceptions of a reason that they wait longer than it promises, and
/// that it is over once all of them are resolved.
@ApplicationScoped
class TellOverdue {
  private final OverdueExceptions exceptions;
  private final Notifications notifications;
  private final Transactions transactions;
  private final ActivePolicy policies;
  private final InstantSource time;
  private final Sparing sparing;

  TellOverdue(
      OverdueExceptions exceptions,
      Notifications notifications,
      Transactions transactions,
      ActivePolicy policies,
      InstantSource time) {
    this.exceptions = exceptions;
    this.notifications = notifications;
    this.transactions = transactions;
    this.policies = policies;
    this.time = time;
    this.sparing = new Sparing(time);
  }

  @Scheduled(
      every = "${leadline.sla.overdue-look:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    sparing.run(() -> transactions.call(this::look));
  }

  /// @return how many notices were written
  private int look(Transaction transaction) throws SQLException {
    if (!exceptions.take(transaction.connection())) {
      return 0;
    }
    Instant now = time.instant();
    Map<ExceptionReason, Instant> raisedBefore = Care.overdue(now);
    List<Notice> notices = new ArrayList<>();
    for (Overdue overdue : exceptions.untold(transaction.connection(), raisedBefore)) {
      Notice notice = Notices.of(overdue, policies.get(), now);
      Instant before = Objects.requireNonNull(raisedBefore.get(overdue.reason()));
      exceptions.told(transaction.connection(), overdue, before, notice.id());
      notices.add(notice);
    }
    notifications.add(transaction.connection(), notices);
    notifications.over(transaction.connection(), exceptions.over(transaction.connection()), now);
    return notices.size();
  }
}
