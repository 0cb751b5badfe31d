package dev.leadline.simulator.replay;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.StageEntered;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Cause;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The services as they run: each reads its topics at its own pace, in batches with a time of their
/// own, and looks at its timers late. What they say is recorded in the order in which they say it.
final class LiveSystem {
  private static final int PARTITIONS = 2;
  private static final Line NOWHERE = new Line(0, new byte[0], 0, 0);

  /// The services are never longer behind than that.
  private static final Duration KEPT_UP = Duration.ofSeconds(20);

  private final Random random;
  private final ScoringReplay scoring;
  private final LifecycleReplay lifecycle;
  private final RoutingReplay routing;
  private final ClockReplay clocks;
  private final Lives lives = new Lives();
  private final Map<Topic, List<List<Envelope<?>>>> topics = new EnumMap<>(Topic.class);
  private final Map<Reading, Integer> positions = new HashMap<>();
  private final List<Envelope<?>> recorded = new ArrayList<>();
  private final List<Entry> written = new ArrayList<>();
  private Instant now;
  private int requests;

  private enum Topic {
    INTAKE,
    SCORING,
    LIFECYCLE,
    ROUTING,
    SLA
  }

  private enum Consumer {
    SCORING,
    LIFECYCLE,
    ROUTING,
    SLA;

    private List<Topic> reads() {
      return switch (this) {
        case SCORING -> List.of(Topic.INTAKE);
        case LIFECYCLE -> List.of(Topic.INTAKE, Topic.SCORING, Topic.ROUTING);
        case ROUTING -> List.of(Topic.INTAKE, Topic.LIFECYCLE, Topic.SLA);
        case SLA -> List.of(Topic.INTAKE, Topic.SCORING, Topic.LIFECYCLE, Topic.ROUTING);
      };
    }
  }

  private record Reading(Consumer consumer, Topic topic, int partition) {}

  LiveSystem(Policy policy, Random random, Instant start) {
    this.random = random;
    this.now = start;
    this.scoring = new ScoringReplay(policy);
    this.lifecycle = new LifecycleReplay(policy);
    this.routing = new RoutingReplay(policy);
    this.clocks = new ClockReplay(policy);
    for (Topic topic : Topic.values()) {
      List<List<Envelope<?>>> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new ArrayList<>());
      }
      topics.put(topic, partitions);
    }
  }

  Instant now() {
    return now;
  }

  /// What was said, in the order in which it was said.
  List<Envelope<?>> recorded() {
    return recorded;
  }

  /// Writes what was said and what was changed about the roster.
  void record(Path file) throws IOException {
    try (RecordingWriter writer = new RecordingWriter(file)) {
      for (Entry entry : written) {
        switch (entry) {
          case Entry.Said said -> writer.write(said.envelope());
          case Entry.RosterChanged changed -> write(changed, writer);
        }
      }
    }
  }

  private static void write(Entry.RosterChanged changed, RecordingWriter writer)
      throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("id", DerivedIds.ofText("change " + changed.line()).toString());
    attributes.put("source", "/leadline/routing");
    attributes.put("type", "dev.leadline.RepChanged");
    attributes.put("subject", changed.id());
    attributes.put("time", changed.at().toString());
    attributes.put("recordedtime", changed.at().toString());
    attributes.put("actor", changed.by());
    writer.writeChange(attributes, changed.after() == null ? null : changed.after().toString());
  }

  @Nullable Life lead(LeadId id) {
    return lives.known(id);
  }

  /// Intake says something.
  void happens(Envelope<?> event) {
    if (event.event() instanceof LeadCaptured) {
      lives.captured(LeadId.parse(event.event().subject()));
    }
    publish(Topic.INTAKE, event);
  }

  /// Time passes, and what becomes due meanwhile is noticed a little late.
  void passes(Duration time) {
    Instant until = now.plus(time);
    if (time.compareTo(KEPT_UP) > 0) {
      rest();
    }
    for (Instant due = nextDue(); due != null && due.isBefore(until); due = nextDue()) {
      now = later(due.isAfter(now) ? due : now, 900_000);
      fire();
      rest();
    }
    now = now.isBefore(until) ? until : now;
  }

  /// The services do some of what is to be done, in any order.
  void work(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  /// The services do all of what is to be done.
  void rest() {
    while (step()) {
      // Each step does something.
    }
  }

  /// A person asks for a stage.
  void asks(LeadId id, Ask ask) {
    Life life = lives.known(id);
    if (life != null) {
      now = later(now, 500);
      lifecycle.ask(life, ask, request(), now).forEach(said -> publish(Topic.LIFECYCLE, said));
    }
  }

  /// A person asks for something about an assignment.
  void asks(LeadId id, RoutingInput input, Actor actor) {
    Life life = lives.known(id);
    if (life != null) {
      now = later(now, 500);
      routing
          .decide(life, input, Cause.request(request(), now, actor), now)
          .forEach(said -> publish(Topic.ROUTING, said));
    }
  }

  /// Somebody changes what holds of a rep; leads that are to be looked at because of it are looked
  /// at soon.
  void changes(RosterEntry rep) {
    now = later(now, 500);
    Entry.RosterChanged changed =
        new Entry.RosterChanged(
            written.size() + 1,
            now,
            Entry.RosterChanged.Subject.REP,
            rep.rep(),
            "olga",
            EventCodec.mapper().valueToTree(rep));
    written.add(changed);
    for (Life life : routing.change(changed, lives)) {
      now = later(now, 3_000);
      routing.due(life, now).forEach(said -> publish(Topic.ROUTING, said));
    }
  }

  private UUID request() {
    return DerivedIds.ofText("request " + requests++);
  }

  private boolean step() {
    List<Reading> ready = new ArrayList<>();
    for (Consumer consumer : Consumer.values()) {
      for (Topic topic : consumer.reads()) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          Reading reading = new Reading(consumer, topic, partition);
          if (positions.getOrDefault(reading, 0) < partition(topic, partition).size()) {
            ready.add(reading);
          }
        }
      }
    }
    if (ready.isEmpty()) {
      return false;
    }
    batch(ready.get(random.nextInt(ready.size())));
    return true;
  }

  private void batch(Reading reading) {
    now = later(now, 3_000);
    List<Envelope<?>> log = partition(reading.topic(), reading.partition());
    int from = positions.getOrDefault(reading, 0);
    int to = Math.min(log.size(), from + 1 + random.nextInt(4));
    positions.put(reading, to);
    for (Envelope<?> event : List.copyOf(log.subList(from, to))) {
      Life life = lives.known(LeadId.parse(event.event().subject()));
      if (life != null) {
        handle(reading.consumer(), life, event);
      }
    }
  }

  private void handle(Consumer consumer, Life life, Envelope<?> event) {
    switch (consumer) {
      case SCORING -> score(scoring.decide(life, event, lives));
      case LIFECYCLE -> {
        if (event.event() instanceof LeadCaptured
            || event.event() instanceof LeadChanged
            || event.event() instanceof CrmUpdated
            || event.event() instanceof LeadsMerged
            || event.event() instanceof LeadErased
            || event.event() instanceof LeadScored
            || event.event() instanceof AssignmentAccepted) {
          lifecycle.decide(life, event, now).forEach(said -> publish(Topic.LIFECYCLE, said));
        }
      }
      case ROUTING -> {
        if (event.event() instanceof StageEntered
            || event.event() instanceof LeadChanged
            || event.event() instanceof LeadsMerged
            || event.event() instanceof LeadErased
            || event.event() instanceof ReassignmentRequested) {
          routing.decide(life, event, now, lives).forEach(said -> publish(Topic.ROUTING, said));
        }
      }
      case SLA -> {
        if (clocks.concerns(event.event())) {
          clocks
              .take(life, event, recorded.indexOf(event), now)
              .forEach(said -> publish(Topic.SLA, said));
        }
      }
    }
  }

  private void score(List<Envelope<LeadScored>> scores) {
    for (Envelope<LeadScored> score : scores) {
      publish(
          Topic.SCORING,
          new Envelope<>(
              score.id(),
              score.source(),
              score.time(),
              now,
              score.correlationId(),
              score.causationId(),
              score.policyVersion(),
              score.traceparent(),
              score.event()));
    }
  }

  private void fire() {
    for (Life life : List.copyOf(lives.all())) {
      if (isDue(lookDue(life))) {
        score(scoring.look(life, now.minus(LifecycleReplay.SETTLING), now));
      }
      if (isDue(restDue(life))) {
        lifecycle.wake(life, now).forEach(said -> publish(Topic.LIFECYCLE, said));
      }
      if (isDue(life.routing.standing().due().orElse(null))) {
        routing.due(life, now).forEach(said -> publish(Topic.ROUTING, said));
      }
      if (isDue(clocks.next(life))) {
        clocks.climb(life, now).forEach(said -> publish(Topic.SLA, said));
      }
    }
  }

  private boolean isDue(@Nullable Instant due) {
    return due != null && !due.isAfter(now);
  }

  private static @Nullable Instant lookDue(Life life) {
    return settled(life.scored == null ? null : life.scored.reevaluateAt());
  }

  private @Nullable Instant restDue(Life life) {
    return settled(lifecycle.restsUntil(life));
  }

  private static @Nullable Instant settled(@Nullable Instant due) {
    return due == null ? null : due.plus(LifecycleReplay.SETTLING);
  }

  private @Nullable Instant nextDue() {
    Instant next = null;
    for (Life life : lives.all()) {
      next = earlier(next, lookDue(life));
      next = earlier(next, restDue(life));
      next = earlier(next, life.routing.standing().due().orElse(null));
      next = earlier(next, clocks.next(life));
    }
    return next;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private Instant later(Instant instant, int micros) {
    return instant.plusNanos(1000L * (1 + random.nextInt(micros)));
  }

  private void publish(Topic topic, Envelope<?> envelope) {
    recorded.add(envelope);
    written.add(new Entry.Said(written.size() + 1, envelope, NOWHERE));
    int partition = Math.floorMod(envelope.event().subject().hashCode(), PARTITIONS);
    partition(topic, partition).add(envelope);
  }

  private List<Envelope<?>> partition(Topic topic, int partition) {
    return topics.getOrDefault(topic, List.of()).get(partition);
  }
}
