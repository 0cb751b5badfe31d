package dev.leadline.sla.application;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.messaging.Transaction;
import dev.leadline.sla.application.CountEvents.Counted;
import dev.leadline.sla.application.Timeline.Merge;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Observation;
import dev.leadline.sla.clock.Observations;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.commitment.Deliveries;
import dev.leadline.sla.exception.Wave;
import dev.leadline.sla.timeline.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes a batch of events: all go to the timeline, some move clocks, raise or resolve exceptions,
/// merge leads or have them forgotten.
@ApplicationScoped
public class TakeBatch {
  private final Leads leads;
  private final Timeline timeline;
  private final Effects.Stores stores;
  private final Commitments commitments;
  private final Exceptions exceptions;
  private final Erasures erasures;
  private final CountEvents counting;
  private final ClockMetrics metrics;
  private final ActivePromises promises;
  private final InstantSource time;

  TakeBatch(
      Leads leads,
      Timeline timeline,
      Notifications notifications,
      Commitments commitments,
      Exceptions exceptions,
      Erasures erasures,
      CountEvents counting,
      ClockMetrics metrics,
      ActivePromises promises,
      InstantSource time) {
    this.leads = leads;
    this.timeline = timeline;
    this.stores = new Effects.Stores(timeline, notifications, counting);
    this.counting = counting;
    this.commitments = commitments;
    this.exceptions = exceptions;
    this.erasures = erasures;
    this.metrics = metrics;
    this.promises = promises;
    this.time = time;
  }

  /// @param chain the decision records' chain
  public void take(List<Arrival> arrivals, String chain, Transaction transaction)
      throws SQLException {
    Connection connection = transaction.connection();
    Set<LeadId> forgetting = forgetting(arrivals);
    erasures.pass(connection, !forgetting.isEmpty());
    Set<LeadId> going = erasures.withAbsorbed(connection, forgetting);
    List<Arrival> live = withoutForgotten(arrivals, going, connection);

    timeline.append(connection, entries(live));
    counting.count(connection, counted(live));
    timeline.merged(connection, merges(live));
    exceptions.apply(connection, waves(live));
    clocks(live, going, chain, transaction);
    erasures.forget(connection, going);
  }

  private static Set<LeadId> forgetting(List<Arrival> arrivals) {
    return events(arrivals, LeadErased.class).stream()
        .map(LeadErased::id)
        .collect(Collectors.toSet());
  }

  /// Of leads that were or are being forgotten only the word of it goes on.
  private List<Arrival> withoutForgotten(
      List<Arrival> arrivals, Set<LeadId> going, Connection connection) throws SQLException {
    Set<LeadId> all = new HashSet<>();
    entries(arrivals).forEach(entry -> all.add(entry.lead()));
    Set<LeadId> gone = new HashSet<>(erasures.among(connection, all));
    gone.addAll(going);
    return gone.isEmpty() ? arrivals : arrivals.stream().filter(it -> stays(it, gone)).toList();
  }

  private static boolean stays(Arrival arrival, Set<LeadId> gone) {
    return arrival.entry() == null
        || !gone.contains(arrival.entry().lead())
        || (arrival.envelope() != null && arrival.envelope().event() instanceof LeadErased);
  }

  private static List<Entry> entries(List<Arrival> arrivals) {
    return arrivals.stream().map(Arrival::entry).filter(Objects::nonNull).toList();
  }

  private static List<Counted> counted(List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> arrival.counted() != null)
        .map(arrival -> new Counted(arrival.counted(), arrival.offset()))
        .toList();
  }

  private static List<Merge> merges(List<Arrival> arrivals) {
    return events(arrivals, LeadsMerged.class).stream()
        .map(merged -> new Merge(merged.survivor(), merged.absorbed()))
        .distinct()
        .toList();
  }

  private static <T> List<T> events(List<Arrival> arrivals, Class<T> type) {
    return arrivals.stream()
        .map(Arrival::envelope)
        .filter(Objects::nonNull)
        .map(Envelope::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @SuppressWarnings("unchecked") // The event is what makes it an envelope of its type.
  private static List<Wave> waves(List<Arrival> arrivals) {
    List<Envelope<? extends ExceptionEvent>> envelopes = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      if (arrival.envelope() != null && arrival.envelope().event() instanceof ExceptionEvent) {
        envelopes.add((Envelope<? extends ExceptionEvent>) arrival.envelope());
      }
    }
    return Wave.of(envelopes);
  }

  /// What an event tells of a lead.
  private record Seen(Envelope<?> told, Observation what) {}

  private static Stream<Seen> seen(Arrival arrival) {
    Envelope<?> told = arrival.envelope();
    return told == null
        ? Stream.empty()
        : Observations.of(told, arrival.offset()).map(what -> new Seen(told, what)).stream();
  }

  private void clocks(
      List<Arrival> arrivals, Set<LeadId> going, String chain, Transaction transaction)
      throws SQLException {
    List<Seen> seen = arrivals.stream().flatMap(TakeBatch::seen).toList();
    Set<LeadId> ids = new TreeSet<>(going);
    seen.forEach(each -> ids.add(each.what().lead().id()));
    if (ids.isEmpty()) {
      return;
    }
    Promises promised = promises.get();
    commitments.deliver(
        transaction.connection(),
        Deliveries.of(seen.stream().map(Seen::what).toList(), promised.policy()));
    Map<LeadId, LeadClocks> loaded = leads.lock(transaction.connection(), ids);
    Instant now = time.instant();
    transaction.turn().at(now);
    ClockWork work = new ClockWork(promised, now, loaded);
    seen.forEach(each -> work.take(each.told(), each.what()));
    for (Arrival arrival : arrivals) {
      if (arrival.envelope() != null && arrival.envelope().event() instanceof LeadErased) {
        work.forget(arrival.envelope(), arrival.offset(), going);
      }
    }
    work.save(transaction, leads, stores, chain);
    transaction.afterCommit(() -> work.count(metrics));
  }
}
