package dev.leadline.sla.application;

import static dev.leadline.sla.clock.ClockDecider.SERVICE;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.events.Actor;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.sla.application.CountEvents.Counted;
import dev.leadline.sla.clock.Decision;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.Move;
import dev.leadline.sla.clock.Saying;
import dev.leadline.sla.clock.Saying.Moment;
import dev.leadline.sla.clock.TrackedClock;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notices;
import dev.leadline.sla.timeline.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the decisions of one transaction bring about: events, entries of the timeline, decision
/// records. Gathered first, written once.
final class Effects {
  private final Instant now;
  private final Policy policy;
  private final String policyVersion;
  private final List<Notice> notices = new ArrayList<>();
  private final Set<UUID> closed = new TreeSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Counted> told = new ArrayList<>();
  private final List<OutboundRecord> outbound = new ArrayList<>();
  private final List<DecisionRecord> records = new ArrayList<>();
  private final List<FiredRung> rungs = new ArrayList<>();
  private final List<Saying> sayings = new ArrayList<>();

  Effects(Instant now, Policy policy) {
    this.now = now;
    this.policy = policy;
    this.policyVersion = policy.version();
  }

  /// Where effects are written.
  record Stores(Timeline timeline, Notifications notifications, CountEvents counting) {}

  List<Saying> sayings() {
    return sayings;
  }

  List<FiredRung> rungs() {
    return rungs;
  }

  /// Adds a decision.
  ///
  /// @param cause the event that was decided on; null when the passing of time was
  void add(Decision decision, @Nullable Envelope<?> cause) {
    rungs.addAll(decision.rungs());
    sayings.addAll(decision.sayings());
    List<UUID> moves = decision.lead().journal().moves().stream().map(Move::event).toList();
    Map<UUID, String> digests = new HashMap<>();
    int ordinal = 0;
    for (Saying saying : decision.sayings()) {
      String digest =
          digests.computeIfAbsent(
              saying.clock().terms().id(), _ -> InputDigest.of(saying.clock().terms(), moves));
      add(saying, decision.lead().id(), cause, ordinal++, digest);
    }
  }

  /// @param digest of what the clock was decided from
  private void add(
      Saying saying, LeadId lead, @Nullable Envelope<?> cause, int ordinal, String digest) {
    Event event = saying.event();
    Origin origin = origin(saying, cause, ordinal);
    if (event != null) {
      tell(lead, origin.telling(event, now, policyVersion));
      notify(saying.clock(), origin.id(), event);
    }
    records.add(
        new DecisionRecord(
            DerivedIds.derive(origin.id(), "record", ordinal),
            lead,
            "clock",
            origin.at(),
            now,
            policyVersion,
            origin.causation(),
            origin.correlation(),
            Actor.system(SERVICE),
            saying.outcome(),
            saying.because(),
            digest));
  }

  /// Nobody was told of a clock on whose ladder no rung has fired, so its end is no news to anyone.
  private void notify(TrackedClock clock, UUID id, Event event) {
    switch (event) {
      case ClockWarned warned -> Notices.of(id, warned, policy, now).ifPresent(notices::add);
      case ClockMet _, ClockCancelled _ when clock.climbed().isPositive() ->
          closed.add(clock.terms().id());
      default -> {
        // Told on the timeline and to the other services only.
      }
    }
  }

  private void tell(LeadId lead, Envelope<?> envelope) {
    OutboundRecord record = OutboundRecord.of(Topics.SLA, envelope);
    String type = envelope.event().getClass().getSimpleName();
    outbound.add(record);
    if (!(envelope.event() instanceof ExceptionEvent)) {
      told.add(new Counted(envelope, entries.size()));
      entries.add(
          new Entry(
              envelope.id(),
              lead,
              type,
              envelope.source(),
              envelope.time(),
              envelope.recordedAt(),
              entries.size(),
              envelope.correlationId(),
              envelope.causationId(),
              envelope.policyVersion(),
              Entry.kept(type, record.value())));
    }
  }

  /// Writes the events, their entries and the records. Exceptions reach the timeline by their
  /// topic, as those of every service do.
  void write(Transaction transaction, Stores stores, String chain) throws SQLException {
    stores.timeline().append(transaction.connection(), entries);
    stores.counting().count(transaction.connection(), told);
    stores.notifications().add(transaction.connection(), notices);
    stores.notifications().closed(transaction.connection(), closed, now);
    outbound.forEach(transaction::publish);
    DecisionLog.append(transaction.connection(), chain, records);
  }

  /// Where an effect comes from.
  ///
  /// @param id of the event that tells of it
  /// @param at when that happened which brought it about
  private record Origin(
      UUID id,
      Instant at,
      @Nullable UUID causation,
      String correlation,
      @Nullable String traceparent) {

    Envelope<Event> telling(Event event, Instant now, String policyVersion) {
      return new Envelope<>(
          id,
          "/leadline/" + SERVICE,
          at,
          now,
          correlation,
          causation,
          policyVersion,
          traceparent,
          event);
    }
  }

  private static Origin origin(Saying saying, @Nullable Envelope<?> cause, int ordinal) {
    Moment moment = saying.moment();
    if (moment != null) {
      return new Origin(
          moment.id(),
          moment.at(),
          saying.clock().terms().start(),
          saying.clock().terms().correlation(),
          null);
    }
    if (cause == null) {
      throw new IllegalStateException("'" + saying.outcome() + "' has neither moment nor cause");
    }
    Event event = saying.event();
    String what = event == null ? saying.outcome() : EventTypes.nameOf(event);
    String which = SERVICE + ":" + what + ":" + saying.clock().terms().id();
    return new Origin(
        DerivedIds.derive(cause.id(), which, ordinal),
        cause.time(),
        cause.id(),
        cause.correlationId(),
        cause.traceparent());
  }
}
