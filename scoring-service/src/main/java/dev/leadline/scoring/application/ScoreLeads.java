package dev.leadline.scoring.application;

import dev.leadline.events.AboutLead;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Scores the leads of a batch: one look at the store, every event folded in order, a score told
/// for each event that changed one.
@ApplicationScoped
public class ScoreLeads {
  private final ScoredLeads leads;
  private final LeadHistories histories;
  private final Announcer announcer;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  ScoreLeads(
      ScoredLeads leads,
      LeadHistories histories,
      Announcer announcer,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.leads = leads;
    this.histories = histories;
    this.announcer = announcer;
    this.policy = policy;
    this.clock = clock;
  }

  /// Decides events of the intake topic, in order.
  ///
  /// @param chain the audit chain of the partition that they come from
  public void decide(List<Envelope<?>> events, String chain, Transaction transaction)
      throws SQLException {
    Policy current = policy.get();
    Instant now = clock.instant();
    transaction.turn().at(now);
    ScoringDecider decider = new ScoringDecider(current);
    News news = new News(decider, now, current.version());
    BatchOfLeads batch = load(events, decider, transaction);
    Fold fold = new Fold(decider, batch, news, now);
    fold.rescore();
    events.forEach(fold::event);
    Set<LeadId> forgotten = leads.erase(transaction, batch.erased());
    leads.insert(transaction, batch.toInsert());
    leads.update(transaction, batch.toUpdate());
    histories.append(transaction, batch.happenings());
    announcer.announce(news.told(), forgotten, chain, transaction);
  }

  private BatchOfLeads load(
      List<Envelope<?>> events, ScoringDecider decider, Transaction transaction)
      throws SQLException {
    Set<LeadId> concerned = new TreeSet<>();
    Set<LeadId> merging = new TreeSet<>();
    events.forEach(event -> note(event, concerned, merging));
    Set<LeadId> replayed = new TreeSet<>();
    if (!merging.isEmpty()) {
      replayed.addAll(leads.lineage(transaction, merging));
      concerned.addAll(replayed);
    }
    Map<LeadId, ScoredLead> stored = leads.lock(transaction, concerned);
    checkLineage(replayed, stored);
    stored.values().stream().filter(decider::isOutdated).forEach(lead -> replayed.add(lead.id()));
    Map<LeadId, History> told = replayed.isEmpty() ? Map.of() : histories.of(transaction, replayed);
    return new BatchOfLeads(stored, told);
  }

  private static void note(Envelope<?> envelope, Set<LeadId> concerned, Set<LeadId> merging) {
    switch (ofIntake(envelope)) {
      case LeadsMerged merged -> merging.addAll(List.of(merged.survivor(), merged.absorbed()));
      case AboutLead about -> concerned.add(about.lead().id());
      case LeadErased erased -> concerned.add(erased.id());
      case ExceptionEvent _ -> {}
    }
  }

  /// Between the look at who goes on as whom and the locks, another transaction may have ended a
  /// lead.
  private static void checkLineage(Set<LeadId> lineage, Map<LeadId, ScoredLead> stored) {
    for (LeadId id : lineage) {
      ScoredLead lead = stored.get(id);
      if (lead != null && lead.end() != null && !lineage.contains(lead.end().survivor())) {
        throw new ConflictException("Lead '" + id + "' was merged by another transaction");
      }
    }
  }

  /// An event of another topic has no business here and ends among the dead letters.
  static IntakeEvent ofIntake(Envelope<?> envelope) {
    return IntakeEvent.class.cast(envelope.event());
  }
}
