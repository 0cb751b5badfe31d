package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Scores the stored leads anew when a policy comes into force, in portions of a transaction each:
/// from the history of each, as if that policy had always been in force. A score is told where the
/// policy made a difference. Several replicas share the work.
@ApplicationScoped
public class Rescoring {
  private static final String CHAIN = News.SERVICE + ":policy";
  private static final int AT_ONCE = 200;

  private final ScoredLeads leads;
  private final LeadHistories histories;
  private final Rollout rollout;
  private final Announcer announcer;
  private final Transactions transactions;
  private final Supplier<Policy> policy;
  private final InstantSource clock;
  private @Nullable String begun;

  Rescoring(
      ScoredLeads leads,
      LeadHistories histories,
      Rollout rollout,
      Announcer announcer,
      Transactions transactions,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.leads = leads;
    this.histories = histories;
    this.rollout = rollout;
    this.announcer = announcer;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
  }

  /// Scores every lead that another policy scored. One thread at a time.
  public void run() {
    boolean more = true;
    while (more) {
      Policy current = policy.get();
      begin(current.version());
      more = transactions.call(transaction -> portion(current, transaction)) == AT_ONCE;
    }
  }

  private void begin(String version) {
    if (!version.equals(begun)) {
      transactions.call(transaction -> {
        rollout.began(transaction, version, clock.instant());
        return version;
      });
      begun = version;
    }
  }

  private int portion(Policy current, Transaction transaction) throws SQLException {
    if (!rollout.isLast(transaction, current.version())) {
      return 0;
    }
    List<ScoredLead> outdated = leads.lockOutdated(transaction, current.version(), AT_ONCE);
    if (outdated.isEmpty()) {
      return 0;
    }
    Instant now = clock.instant();
    ScoringDecider decider = new ScoringDecider(current);
    News news = new News(decider, now, current.version());
    Map<LeadId, History> told =
        histories.of(transaction, outdated.stream().map(ScoredLead::id).toList());
    List<ScoredLead> after = new ArrayList<>();
    for (ScoredLead lead : outdated) {
      Step step = rescored(lead, told.get(lead.id()), decider, now);
      news.policyChanged(step);
      after.add(step.after());
    }
    leads.update(transaction, after);
    announcer.announce(news.told(), Set.of(), CHAIN, transaction);
    return outdated.size();
  }

  /// A lead by the decider's policy: as of now where that makes a difference, or else as of when it
  /// was scored last, which is no news.
  static Step rescored(
      ScoredLead lead, @Nullable History history, ScoringDecider decider, Instant now) {
    ScoredLead replayed =
        (history == null ? new History(lead.id(), List.of()) : history)
            .replay(decider, Instant.MAX)
            .orElseThrow(() ->
                new IllegalStateException("Lead '" + lead.id() + "' is known without a history"));
    Step then = decider.rebuilt(lead, replayed, lead.evaluatedAt());
    return then.isNews() ? decider.rebuilt(lead, replayed, now) : then;
  }
}
