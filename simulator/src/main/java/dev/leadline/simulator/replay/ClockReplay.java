package dev.leadline.simulator.replay;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Measures the promises made to leads as the SLA monitor does.
final class ClockReplay {
  private final Promises promises;
  private final Interest interest;
  private final String version;
  private final Map<LeadId, Set<LeadId>> absorbed = new HashMap<>();

  ClockReplay(Policy policy) {
    this.promises = Promises.of(policy);
    this.interest = Interest.of(policy);
    this.version = policy.version();
  }

  /// Whether an event may move a clock.
  boolean concerns(Event event) {
    return event instanceof LeadErased || interest.in(event);
  }

  /// What is said of a lead.
  record Word(Life life, Envelope<Event> said) {}

  /// Takes what was heard at once. Of leads that are forgotten with it only the word of that goes
  /// on, and of those that were forgotten before nothing.
  List<Word> take(List<Waiting> heard, Instant now, Lives lives) {
    Set<Life> going = new LinkedHashSet<>();
    for (Waiting each : heard) {
      if (each.event().event() instanceof LeadErased) {
        goes(each.life(), going, lives);
      }
    }
    List<Word> words = new ArrayList<>();
    for (Waiting each : heard) {
      if (!each.life().forgotten && !going.contains(each.life())) {
        taken(each, now).forEach(said -> words.add(new Word(each.life(), said)));
      }
    }
    for (Waiting each : heard) {
      if (each.event().event() instanceof LeadErased) {
        going.forEach(life ->
            forget(life, each.event(), each.offset(), now)
                .forEach(said -> words.add(new Word(life, said))));
      }
    }
    for (Life life : going) {
      life.clocks = null;
      life.forgotten = true;
    }
    return words;
  }

  private void goes(Life life, Set<Life> going, Lives lives) {
    if (going.add(life)) {
      for (LeadId id : absorbed.getOrDefault(life.id, Set.of())) {
        Life other = lives.known(id);
        if (other != null) {
          goes(other, going, lives);
        }
      }
    }
  }

  private List<Envelope<Event>> taken(Waiting heard, Instant now) {
    if (heard.event().event() instanceof LeadsMerged merged) {
      absorbed
          .computeIfAbsent(merged.survivor(), _ -> new LinkedHashSet<>())
          .add(merged.absorbed());
    }
    return Observations.of(heard.event(), heard.offset())
        .map(seen -> taken(heard.life(), heard.event(), seen, now))
        .orElse(List.of());
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

  /// Named as the monitor names it, so that it is found in the recording.
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
