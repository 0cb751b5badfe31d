package dev.leadline.simulator.replay;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadErased;
import dev.leadline.policy.Policy;
import dev.leadline.sla.clock.ClockDecider;
import dev.leadline.sla.clock.Decision;
import dev.leadline.sla.clock.Interest;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Observation;
import dev.leadline.sla.clock.Observations;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.clock.Saying;
import dev.leadline.sla.ladder.Escalation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Measures the promises made to leads as the SLA monitor does.
final class ClockReplay {
  private final Promises promises;
  private final Interest interest;
  private final String version;

  ClockReplay(Policy policy) {
    this.promises = Promises.of(policy);
    this.interest = Interest.of(policy);
    this.version = policy.version();
  }

  /// Whether an event may move a clock.
  boolean concerns(Event event) {
    return event instanceof LeadErased || interest.in(event);
  }

  /// Whether an event would make the monitor say something now.
  boolean says(Life life, Envelope<?> event, long order, Instant now) {
    LeadClocks before = life.clocks;
    boolean says = !take(life, event, order, now).isEmpty();
    life.clocks = before;
    return says;
  }

  /// Takes an event of any service.
  ///
  /// @param order of what was said at one instant
  List<Envelope<Event>> take(Life life, Envelope<?> event, long order, Instant now) {
    if (event.event() instanceof LeadErased) {
      return forget(life, event, order, now);
    }
    return Observations.of(event, order)
        .map(seen -> taken(life, event, seen, now))
        .orElse(List.of());
  }

  /// What the rungs that were reached say, which changes nothing yet.
  Optional<UUID> firstWord(Life life, Instant now) {
    LeadClocks clocks = life.clocks;
    return clocks == null
        ? Optional.empty()
        : Escalation.climb(clocks, promises, now).sayings().stream()
            .filter(saying -> saying.event() != null && saying.moment() != null)
            .map(saying -> saying.moment().id())
            .findFirst();
  }

  /// Fires the rungs that were reached.
  List<Envelope<Event>> climb(Life life, Instant now) {
    LeadClocks clocks = life.clocks;
    return clocks == null
        ? List.of()
        : told(life, Escalation.climb(clocks, promises, now), null, now);
  }

  /// When the next rung is reached; null when none will be as things stand.
  @Nullable Instant next(Life life) {
    LeadClocks clocks = life.clocks;
    return clocks == null ? null : Escalation.next(clocks, promises).orElse(null);
  }

  private List<Envelope<Event>> taken(Life life, Envelope<?> event, Observation seen, Instant now) {
    LeadClocks before = life.clocks == null ? LeadClocks.first(seen.lead()) : life.clocks;
    return told(life, ClockDecider.take(before, seen, promises, now), event, now);
  }

  private List<Envelope<Event>> forget(Life life, Envelope<?> event, long order, Instant now) {
    if (life.clocks == null) {
      return List.of();
    }
    life.clocks = life.clocks.anonymous();
    return taken(life, event, Observations.erased(event, order, life.clocks.snapshot()), now);
  }

  private List<Envelope<Event>> told(
      Life life, Decision decision, @Nullable Envelope<?> cause, Instant now) {
    life.clocks = decision.lead();
    List<Envelope<Event>> told = new ArrayList<>();
    int ordinal = 0;
    for (Saying saying : decision.sayings()) {
      Event event = saying.event();
      if (event != null) {
        told.add(envelope(saying, event, cause, ordinal, now));
      }
      ordinal++;
    }
    return told;
  }

  /// Named as the monitor names it, so that what routing decides on it is found in the recording.
  private Envelope<Event> envelope(
      Saying saying, Event event, @Nullable Envelope<?> cause, int ordinal, Instant now) {
    Saying.Moment moment = saying.moment();
    if (moment != null) {
      return envelope(
          moment.id(),
          moment.at(),
          now,
          saying.clock().terms().correlation(),
          saying.clock().terms().start(),
          null,
          event);
    }
    if (cause == null) {
      throw new IllegalStateException("'" + saying.outcome() + "' has neither moment nor cause");
    }
    String which =
        ClockDecider.SERVICE + ":" + EventTypes.nameOf(event) + ":" + saying.clock().terms().id();
    return envelope(
        DerivedIds.derive(cause.id(), which, ordinal),
        cause.time(),
        now,
        cause.correlationId(),
        cause.id(),
        cause.traceparent(),
        event);
  }

  private Envelope<Event> envelope(
      UUID id,
      Instant time,
      Instant now,
      String correlation,
      UUID causation,
      @Nullable String traceparent,
      Event event) {
    return new Envelope<>(
        id,
        "/leadline/" + ClockDecider.SERVICE,
        time,
        now,
        correlation,
        causation,
        version,
        traceparent,
        event);
  }
}
