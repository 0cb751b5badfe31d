package dev.leadline.scoring.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.testsupport.LeadBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// The service with its leads in memory: give it batches, see what it says.
final class ScoringWithoutInfrastructure implements Transaction, Transactions {
  private final LeadsInMemory leads = new LeadsInMemory();
  private final List<Envelope<?>> said = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private Policy policy;
  private Service service;
  private Instant now = LeadBuilder.MONDAY_MORNING;
  private Instant heard = Instant.MAX;

  ScoringWithoutInfrastructure(Policy policy) {
    this.policy = policy;
    this.service = started();
  }

  private record Service(ScoreLeads scoreLeads, Rescoring rescoring, Reevaluation reevaluation) {}

  private Service started() {
    Announcer announcer = new Announcer((_, _, records, _) -> decisions.addAll(records));
    return new Service(
        new ScoreLeads(leads, leads, announcer, this::policy, this::now),
        new Rescoring(leads, leads, leads, announcer, this, this::policy, this::now),
        new Reevaluation(leads, announcer, this, this::policy, this::now, this::heard));
  }

  /// Nothing is left but what was stored.
  void restart() {
    service = started();
  }

  private Policy policy() {
    return policy;
  }

  private Instant now() {
    return now;
  }

  /// Leaves what came since an instant unread.
  void hearUntil(Instant instant) {
    heard = instant;
  }

  private Instant heard() {
    return heard.isBefore(now) ? heard : now;
  }

  /// Puts another policy in force; stored leads are not scored anew until [#rescore()] or their
  /// next event.
  void activate(Policy next) {
    policy = next;
  }

  void rescore() {
    service.rescoring().run();
  }

  ReadScore.Result score(int lead, Instant at, Policy... kept) {
    ReadScore read =
        new ReadScore(
            leads,
            leads,
            () -> policy,
            version -> Stream.of(kept).filter(one -> one.version().equals(version)).findFirst(),
            () -> now);
    String version = kept.length == 0 ? null : kept[0].version();
    return read.of(LeadBuilder.leadId(lead), at, version);
  }

  void batch(List<? extends Envelope<?>> events) {
    try {
      service.scoreLeads().decide(List.copyOf(events), "scoring:test:0", this);
    } catch (SQLException thereIsNoDatabase) {
      throw new IllegalStateException(thereIsNoDatabase);
    }
  }

  void batch(Envelope<?>... events) {
    batch(List.of(events));
  }

  void reevaluateAt(Instant at) {
    now = at.plus(Reevaluation.SETTLING);
    service.reevaluation().run();
  }

  /// Makes the looks that are due until an instant, without that time passing for anything else.
  void lookUntil(Instant until) {
    Instant before = now;
    reevaluateAt(until);
    now = before;
  }

  /// What the history of a lead comes to by a policy.
  Optional<ScoredLead> replayed(LeadId lead, Policy by) {
    return leads.until(lead, Instant.MAX).replay(new ScoringDecider(by), Instant.MAX);
  }

  List<Envelope<?>> said() {
    return said;
  }

  List<LeadScored> scores() {
    return said.stream().map(Envelope::event).map(LeadScored.class::cast).toList();
  }

  LeadScored lastSaid() {
    return (LeadScored) said.getLast().event();
  }

  List<DecisionRecord> decisions() {
    return decisions;
  }

  Map<LeadId, ScoredLead> leads() {
    return leads.all();
  }

  /// What was told of each lead, in order.
  Map<LeadId, List<Happening>> histories() {
    return leads.histories();
  }

  ScoredLead lead(int number) {
    return leads
        .find(LeadBuilder.leadId(number))
        .orElseThrow(() -> new NoSuchElementException("Lead " + number));
  }

  @Override
  public <T> T call(Work<T> work) {
    try {
      return work.in(this);
    } catch (SQLException thereIsNoDatabase) {
      throw new IllegalStateException(thereIsNoDatabase);
    }
  }

  @Override
  public Connection connection() {
    throw new UnsupportedOperationException("There is no database");
  }

  @Override
  public void publish(OutboundRecord record) {
    said.add(EventCodec.decode(record.headers(), record.value()));
  }

  @Override
  public void afterCommit(Runnable action) {
    action.run();
  }

  @Override
  public Turn turn() {
    return new Turn();
  }
}
