package dev.leadline.scoring.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.audit.keeping.DecisionJournal;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.ScoredLead;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Tells of new scores: the event to those who follow, the decision to the audit trail.
@ApplicationScoped
public class Announcer {
  private final DecisionJournal journal;

  Announcer(DecisionJournal journal) {
    this.journal = journal;
  }

  /// @param forgotten leads of whom nothing more is told, and no longer what was
  void announce(List<News.Told> news, Set<LeadId> forgotten, String chain, Transaction transaction)
      throws SQLException {
    journal.write(transaction, chain, news.stream().map(Announcer::decision).toList(), forgotten);
    for (News.Told told : news) {
      transaction.publish(OutboundRecord.of(Topics.SCORING, told.envelope()));
    }
  }

  private static DecisionRecord decision(News.Told told) {
    Envelope<LeadScored> envelope = told.envelope();
    ScoredLead lead = told.lead();
    return new DecisionRecord(
        DerivedIds.derive(envelope.id(), "decision", 0),
        lead.id(),
        News.SERVICE,
        envelope.time(),
        envelope.recordedAt(),
        envelope.policyVersion(),
        envelope.causationId(),
        envelope.correlationId(),
        Actor.system(News.SERVICE),
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
