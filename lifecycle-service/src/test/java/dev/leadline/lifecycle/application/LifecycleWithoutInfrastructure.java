package dev.leadline.lifecycle.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import dev.leadline.events.StageEntered;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.LeadBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The service with its leads in memory: give it batches and requests, see what it says.
final class LifecycleWithoutInfrastructure implements Transaction, Transactions {
  final MeterRegistry metrics = new SimpleMeterRegistry();
  private final LeadsInMemory leads = new LeadsInMemory();
  private final List<Envelope<?>> said = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private Policy policy;
  private Service service;
  private Instant heard = Instant.MAX;
  private Instant now = LeadBuilder.MONDAY_MORNING;

  LifecycleWithoutInfrastructure(Policy policy) {
    this.policy = policy;
    this.service = started();
  }

  private record Service(
      AdvanceLeads advanceLeads, AskTransition askTransition, WakeRested wakeRested) {}

  private Service started() {
    Funnel funnel = new Funnel(leads, (_, _, records, _) -> decisions.addAll(records));
    StageMetrics counted = new StageMetrics(metrics);
    return new Service(
        new AdvanceLeads(leads, funnel, this::policy, this::now),
        new AskTransition(leads, funnel, counted, this, this::policy, this::now),
        new WakeRested(leads, funnel, counted, this, this::policy, this::now, this::heard));
  }

  /// Nothing is left but what was stored.
  void restart() {
    service = started();
  }

  void activate(Policy next) {
    policy = next;
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

  LifecycleWithoutInfrastructure batch(List<? extends Envelope<?>> events) {
    try {
      service.advanceLeads().decide(List.copyOf(events), "lifecycle:test:0", this);
      return this;
    } catch (SQLException thereIsNoDatabase) {
      throw new IllegalStateException(thereIsNoDatabase);
    }
  }

  LifecycleWithoutInfrastructure batch(Envelope<?>... events) {
    return batch(List.of(events));
  }

  AskTransition.Result ask(
      LeadId lead, String to, @Nullable String reason, @Nullable String expectedStage) {
    return service
        .askTransition()
        .ask(
            new AskTransition.Request(
                DerivedIds.ofText("request " + said.size()),
                lead,
                to,
                new Actor(Actor.Kind.OPERATOR, "olga"),
                reason,
                expectedStage,
                null));
  }

  AskTransition.Result ask(LeadId lead, String to, String expectedStage, int expectedVisit) {
    return service
        .askTransition()
        .ask(
            new AskTransition.Request(
                DerivedIds.ofText("request " + said.size()),
                lead,
                to,
                new Actor(Actor.Kind.OPERATOR, "olga"),
                null,
                expectedStage,
                expectedVisit));
  }

  LifecycleWithoutInfrastructure at(Instant instant) {
    now = instant;
    return this;
  }

  void wakeRested() {
    service.wakeRested().run();
  }

  /// Ends the rests that were over by an instant, without that time passing for anything else.
  void wakeUntil(Instant until) {
    Instant before = now;
    now = until.plus(WakeRested.SETTLING);
    wakeRested();
    now = before;
  }

  List<Envelope<?>> said() {
    return said;
  }

  <E extends Event> List<E> said(Class<E> type) {
    return said.stream().map(Envelope::event).filter(type::isInstance).<E>map(type::cast).toList();
  }

  List<String> entered() {
    return said(StageEntered.class).stream().map(StageEntered::stage).toList();
  }

  List<DecisionRecord> decisions() {
    return decisions;
  }

  Map<LeadId, Standing> leads() {
    return Map.copyOf(leads.leads);
  }

  StagedLead lead(int number) {
    return leads
        .find(LeadBuilder.leadId(number))
        .map(StagedLead.class::cast)
        .orElseThrow(() -> new NoSuchElementException("Lead " + number));
  }

  List<Visit> visits() {
    return leads.visits.values().stream()
        .sorted(Comparator.comparing(Visit::lead).thenComparingInt(Visit::position))
        .toList();
  }

  Map<String, Integer> tally() {
    return Map.copyOf(leads.tally);
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
