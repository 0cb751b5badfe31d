package dev.leadline.intake.application;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.IntakeEvent;
import dev.leadline.intake.application.Quarantine.Arrival;
import dev.leadline.intake.delivery.ContentHash;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.identity.Completion;
import dev.leadline.intake.identity.Identification;
import dev.leadline.intake.identity.Identification.Outcome;
import dev.leadline.intake.identity.Identities;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.Observation;
import dev.leadline.intake.mapping.Interpretation.Understood;
import dev.leadline.intake.mapping.Interpretation.Unusable;
import dev.leadline.intake.mapping.Interpreter;
import dev.leadline.intake.mapping.QuarantineReason;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// A batch of the inbox from start to end: drop the repeats, read, identify, write, tell.
public final class IntakeBatch {
  private static final String FREE_MAIL_LIST = "free_mail";

  private final Policy policy;
  private final Interpreter interpreter;
  private final Completion completion;
  private final DeliveryKeys deliveryKeys;
  private final Leads leads;
  private final Quarantine quarantine;
  private final IntakeMetrics metrics;
  private final InstantSource clock;

  public IntakeBatch(
      Policy policy,
      DeliveryKeys deliveryKeys,
      Leads leads,
      Quarantine quarantine,
      IntakeMetrics metrics,
      InstantSource clock) {
    FreeMail freeMail = FreeMail.and(policy.lists().getOrDefault(FREE_MAIL_LIST, List.of()));
    this.policy = policy;
    this.interpreter = new Interpreter(policy, freeMail);
    this.completion = new Completion(policy.catalogue().fields().keySet(), freeMail);
    this.deliveryKeys = deliveryKeys;
    this.leads = leads;
    this.quarantine = quarantine;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// @param chain the audit chain of the partition
  /// @param entries in the order of the partition
  public void decide(String chain, List<InboxEntry> entries, Transaction transaction)
      throws SQLException {
    Instant now = clock.instant();
    Connection connection = transaction.connection();
    Map<InboxEntry, Observation> understood = new LinkedHashMap<>();
    List<Arrival> unusable = new ArrayList<>();
    for (InboxEntry entry : withoutRepeats(entries, transaction, now)) {
      switch (Contents.interpret(entry, interpreter)) {
        case Understood(Observation observation) -> understood.put(entry, observation);
        case Unusable(QuarantineReason reason, String detail) ->
            unusable.add(new Arrival(quarantineId(entry), entry, reason, detail));
      }
    }
    quarantine.add(connection, unusable, now);
    unusable.forEach(arrival -> tell(arrival, now, transaction));
    List<Identification> identified = identify(understood.values(), connection, now);
    List<InboxEntry> causes = List.copyOf(understood.keySet());
    List<DecisionRecord> decisions = new ArrayList<>();
    for (int i = 0; i < causes.size(); i++) {
      tell(causes.get(i), identified.get(i), now, transaction);
      decisions.add(decision(causes.get(i), identified.get(i), now));
    }
    DecisionLog.append(connection, chain, decisions);
  }

  private List<InboxEntry> withoutRepeats(
      List<InboxEntry> entries, Transaction transaction, Instant now) throws SQLException {
    Set<UUID> ids =
        entries.stream().map(InboxEntry::id).collect(Collectors.toCollection(LinkedHashSet::new));
    Set<UUID> unclaimed = new HashSet<>(deliveryKeys.claim(transaction.connection(), ids, now));
    List<InboxEntry> fresh = new ArrayList<>();
    for (InboxEntry entry : entries) {
      if (unclaimed.remove(entry.id())) {
        fresh.add(entry);
      } else {
        transaction.afterCommit(() -> metrics.repeated(entry.source()));
      }
    }
    return fresh;
  }

  private List<Identification> identify(
      Iterable<Observation> observations, Connection connection, Instant now) throws SQLException {
    Set<Key> keys = new TreeSet<>();
    Set<String> canonicalEmails = new TreeSet<>();
    for (Observation observation : observations) {
      keys.addAll(observation.keys());
      Identities.canonicalEmail(observation).ifPresent(canonicalEmails::add);
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    Leads.Known known = leads.load(connection, keys, canonicalEmails);
    Identities identities =
        new Identities(completion, known.keys(), known.states(), known.canonicalEmails());
    List<Identification> identified = new ArrayList<>();
    observations.forEach(observation -> identified.add(identities.identify(observation)));
    leads.save(connection, identities, now);
    return identified;
  }

  private void tell(
      InboxEntry cause, Identification identification, Instant now, Transaction transaction) {
    Effects effects =
        new Effects(cause, identification.observation().happenedAt(), now, policy.version());
    for (IntakeEvent event : identification.events()) {
      effects.publish(event, transaction);
      if (event instanceof ExceptionEvent exception) {
        transaction.afterCommit(() -> metrics.exception(exception.reason()));
      }
    }
    if (identification.outcome() == Outcome.CAPTURED) {
      transaction.afterCommit(
          () -> metrics.captured(identification.source(), identification.channel()));
    }
    if (cause.releasedFrom() != null) {
      effects.publish(
          new ExceptionResolved(
              ExceptionReason.QUARANTINED,
              cause.releasedFrom().toString(),
              "intake",
              identification.lead().id(),
              "Released from quarantine and used"),
          transaction);
    }
  }

  private void tell(Arrival arrival, Instant now, Transaction transaction) {
    transaction.afterCommit(() -> metrics.exception(ExceptionReason.QUARANTINED));
    new Effects(arrival.entry(), arrival.entry().receivedAt(), now, policy.version())
        .publish(
            new ExceptionRaised(
                ExceptionReason.QUARANTINED,
                arrival.id().toString(),
                "intake",
                null,
                "Delivery "
                    + arrival.entry().correlation()
                    + " of source '"
                    + arrival.entry().source()
                    + "' is quarantined as "
                    + arrival.reason()
                    + ": "
                    + arrival.detail(),
                "Mend the mapping or the sender, then release " + arrival.id()),
            transaction);
  }

  private DecisionRecord decision(InboxEntry cause, Identification made, Instant now) {
    return new DecisionRecord(
        DerivedIds.derive(cause.id(), "intake:decision", 0),
        made.lead().id(),
        "identification",
        made.observation().happenedAt(),
        now,
        policy.version(),
        cause.id(),
        cause.correlation(),
        Actor.system("intake"),
        made.outcome().name().toLowerCase(Locale.ROOT),
        made.reasons(),
        ContentHash.of(cause.value()));
  }

  private static UUID quarantineId(InboxEntry entry) {
    return DerivedIds.derive(entry.id(), "quarantine", 0);
  }
}
