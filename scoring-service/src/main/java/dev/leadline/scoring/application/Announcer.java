package dev.leadline.scoring.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadScored;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells of new scores: the event to those who follow, the decision to the audit trail.
@ApplicationScoped
public class Announcer {
  static final String SERVICE = "scoring";

  private final DecisionJournal journal;

  Announcer(DecisionJournal journal) {
    this.journal = journal;
  }

  /// A score to tell of.
  ///
  /// @param lead the lead as it is now
  record News(ScoredLead lead, Envelope<LeadScored> envelope) {}

  /// What is to be said of a lead.
  ///
  /// @param previous what was said before; null when nothing was
  /// @param activities what came of the engagement rules
  static LeadScored event(
      ScoringDecider decider, ScoredLead lead, @Nullable Score previous, List<Reason> activities) {
    var sheet = decider.sheet(lead, lead.evaluatedAt());
    List<Reason> because = new ArrayList<>(decider.because(lead));
    because.addAll(activities);
    return new LeadScored(
        lead.lead(), sheet.score(), previous, sheet.ledger(), because, lead.handRaisedAt());
  }

  void announce(List<News> news, String chain, Transaction transaction) throws SQLException {
    journal.append(transaction, chain, news.stream().map(Announcer::decision).toList());
    for (News one : news) {
      transaction.publish(OutboundRecord.of(Topics.SCORING, one.envelope()));
    }
  }

  private static DecisionRecord decision(News news) {
    Envelope<LeadScored> envelope = news.envelope();
    ScoredLead lead = news.lead();
    return new DecisionRecord(
        DerivedIds.derive(envelope.id(), "decision", 0),
        lead.id(),
        SERVICE,
        envelope.time(),
        envelope.recordedAt(),
        envelope.policyVersion(),
        envelope.causationId(),
        envelope.correlationId(),
        Actor.system(SERVICE),
        outcome(envelope.event()),
        envelope.event().because(),
        InputDigest.of(lead.lead(), lead.contributions(), lead.handRaisedAt(), lead.evaluatedAt()));
  }

  private static String outcome(LeadScored scored) {
    boolean before = scored.previous() != null && scored.previous().qualified();
    boolean now = scored.score().qualified();
    if (before == now) {
      return "scored";
    }
    return now ? "qualified" : "unqualified";
  }
}
