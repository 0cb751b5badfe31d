package dev.leadline.scoring.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadScored;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Looks again at qualified leads whose points may have faded too far.
///
/// A lead is scored for the instant at which it was due, however late that is noticed, so that the
/// outcome does not depend on when this runs. Several replicas share the work.
@ApplicationScoped
public class Reevaluation {
  private static final String CHAIN = Announcer.SERVICE + ":timers";
  private static final int AT_ONCE = 500;

  private final ScoredLeads leads;
  private final Announcer announcer;
  private final Transactions transactions;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  Reevaluation(
      ScoredLeads leads,
      Announcer announcer,
      Transactions transactions,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.leads = leads;
    this.announcer = announcer;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
  }

  /// Looks at every lead that is due, in portions of a transaction each.
  public void run() {
    boolean more = true;
    while (more) {
      more = transactions.call(this::portion) == AT_ONCE;
    }
  }

  private int portion(Transaction transaction) throws SQLException {
    Policy current = policy.get();
    ScoringDecider decider = new ScoringDecider(current);
    Instant now = clock.instant();
    List<ScoredLead> due = leads.lockDue(transaction, now, AT_ONCE);
    List<ScoredLead> after = new ArrayList<>();
    List<Announcer.News> news = new ArrayList<>();
    for (ScoredLead before : due) {
      Instant at = Objects.requireNonNull(before.reevaluateAt(), "reevaluateAt");
      ScoredLead lead = decider.lookedAgain(before, at);
      after.add(lead);
      if (before.qualified() != lead.qualified()) {
        LeadScored event = Announcer.event(decider, lead, before.score(), List.of());
        news.add(new Announcer.News(lead, envelope(event, at, now, current.version())));
      }
    }
    leads.update(transaction, after);
    announcer.announce(news, CHAIN, transaction);
    return due.size();
  }

  private static Envelope<LeadScored> envelope(
      LeadScored event, Instant due, Instant now, String version) {
    return Envelope.first(
        DerivedIds.derive(event.lead().id().value(), "reevaluate:" + due, 0),
        Announcer.SERVICE,
        due,
        now,
        version,
        event);
  }
}
