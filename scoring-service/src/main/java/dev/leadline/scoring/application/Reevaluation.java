package dev.leadline.scoring.application;

import dev.leadline.messaging.Horizon;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Looks again at leads that time alone may have qualified or unqualified.
///
/// A lead is scored for the instant at which it was due, however late that is noticed, and an event
/// that comes first makes the same look. None is looked at before the events are read that come
/// first, however many wait after an outage. So the outcome does not depend on when this runs.
/// Several replicas share the work.
@ApplicationScoped
public class Reevaluation {
  /// A look waits so long for events that were recorded before it was due and are on their way.
  static final Duration SETTLING = Duration.ofMinutes(1);

  private static final String CHAIN = News.SERVICE + ":timers";
  private static final int AT_ONCE = 500;

  private final ScoredLeads leads;
  private final Announcer announcer;
  private final Transactions transactions;
  private final Supplier<Policy> policy;
  private final InstantSource clock;
  private final Horizon horizon;

  Reevaluation(
      ScoredLeads leads,
      Announcer announcer,
      Transactions transactions,
      Supplier<Policy> policy,
      InstantSource clock,
      Horizon horizon) {
    this.leads = leads;
    this.announcer = announcer;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
    this.horizon = horizon;
  }

  /// Looks at every lead that is due, in portions of a transaction each.
  public void run() {
    Instant until = horizon.reached().minus(SETTLING);
    boolean more = true;
    while (more) {
      more = transactions.call(transaction -> portion(transaction, until)) == AT_ONCE;
    }
  }

  private int portion(Transaction transaction, Instant until) throws SQLException {
    Policy current = policy.get();
    ScoringDecider decider = new ScoringDecider(current);
    Instant now = clock.instant();
    News news = new News(decider, now, current.version());
    List<ScoredLead> after = new ArrayList<>();
    List<ScoredLead> due = leads.lockDue(transaction, until, current.version(), AT_ONCE);
    transaction.turn().looked(now, until, due.stream().map(ScoredLead::id).toList());
    for (ScoredLead lead : due) {
      List<Step> looks = decider.lookedAgain(lead, until);
      looks.forEach(news::timePassed);
      after.add(looks.getLast().after());
    }
    leads.update(transaction, after);
    announcer.announce(news.told(), Set.of(), CHAIN, transaction);
    return due.size();
  }
}
