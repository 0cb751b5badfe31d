package dev.leadline.simulator.replay;

import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.events.TurnTaken;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Turn;
import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Cause;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.simulator.export.CausalOrder;
import dev.leadline.simulator.export.Log;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.export.RosterHistory;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The services as they run: each reads its topics at its own pace, in batches, by an instant that
/// it took before it got its locks, and looks at its timers late. Records come twice, and some
/// cannot be decided before they are tried again.
final class LiveSystem {
  private static final int PARTITIONS = 2;
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /// The services are never longer behind than that.
  private static final Duration KEPT_UP = Duration.ofSeconds(20);

  private final Random random;
  private final ScoringReplay scoring;
  private final LifecycleReplay lifecycle;
  private final RoutingReplay routing;
  private final ClockReplay clocks;
  private final Interests interests;
  private final Lives lives = new Lives();
  private final Map<String, List<List<Envelope<?>>>> topics = new LinkedHashMap<>();
  private final Map<Service, List<Envelope<TurnTaken>>> turns = new EnumMap<>(Service.class);
  private final Map<Reading, Integer> positions = new HashMap<>();
  private final Set<Known> known = new HashSet<>();
  private final Set<Instant> instants = new HashSet<>();
  private final List<Letter> letters = new ArrayList<>();
  private final List<Envelope<?>> recorded = new ArrayList<>();
  private final List<RosterHistory.Change> changes = new ArrayList<>();
  private Instant now;
  private int requests;
  private int taken;
  private int recording = -1;
  private List<Log> before = List.of();
  private List<Log> meanwhile = List.of();
  private List<Log> afterwards = List.of();

  private record Reading(Service service, String topic, int partition) {}

  /// A record that a service has heard.
  private record Known(Service service, UUID id) {}

  /// A record that could not be decided.
  private record Letter(Reading reading, long offset, Envelope<?> envelope) {}

  LiveSystem(Policy policy, Random random, Instant start) {
    this.random = random;
    this.now = start;
    this.scoring = new ScoringReplay(policy);
    this.lifecycle = new LifecycleReplay(policy);
    this.routing = new RoutingReplay(policy);
    this.clocks = new ClockReplay(policy);
    this.interests = new Interests(clocks);
    topics.put(Topics.INTAKE, partitions());
    for (Service service : Service.values()) {
      topics.put(service.topic(), partitions());
      turns.put(service, new ArrayList<>());
    }
  }

  private static List<List<Envelope<?>>> partitions() {
    return Stream.<List<Envelope<?>>>generate(ArrayList::new).limit(PARTITIONS).toList();
  }

  Instant now() {
    return now;
  }

  /// What was said, in the order in which it was said.
  List<Envelope<?>> recorded() {
    return recorded;
  }

  /// What a service told of its turns, to be tampered with.
  List<Envelope<TurnTaken>> turnsOf(Service service) {
    return turns.getOrDefault(service, List.of());
  }

  /// Has the recording begin after so many turns and take some more turns of time; what comes later
  /// is not in it.
  void recordAfter(int turns) {
    recording = turns;
  }

  /// Writes what the topics hold, and what was changed about the roster.
  void record(Path file) throws IOException {
    List<Log> logs = new ArrayList<>(recording < 0 ? turnLogs() : before);
    logs.addAll(recording < 0 ? eventLogs() : meanwhile);
    try (RecordingWriter writer = new RecordingWriter(file)) {
      new CausalOrder(logs, recording < 0 ? turnLogs() : afterwards, changes, null, writer, _ -> {})
          .write();
    }
  }

  private List<Log> turnLogs() {
    List<Log> logs = new ArrayList<>();
    turns.forEach(
        (service, told) -> logs.add(new MemoryLog(service.turns(), 0, List.copyOf(told))));
    return logs;
  }

  private List<Log> eventLogs() {
    List<Log> logs = new ArrayList<>();
    topics.forEach((topic, partitions) -> {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        logs.add(new MemoryLog(topic, partition, List.copyOf(partitions.get(partition))));
      }
    });
    return logs;
  }

  @Nullable Life lead(LeadId id) {
    return lives.known(id);
  }

  /// Intake says something.
  void happens(Envelope<?> event) {
    if (event.event() instanceof LeadCaptured) {
      lives.captured(LeadId.parse(event.event().subject()));
    }
    publish(Topics.INTAKE, event);
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
      UUID request = request();
      Turn turn = new Turn();
      turn.asked(instant(now), request);
      take(Service.LIFECYCLE, turn, lifecycle.ask(life, ask, request, turn.at()));
    }
  }

  /// A person asks for something about an assignment.
  void asks(LeadId id, RoutingInput input, Actor actor) {
    Life life = lives.known(id);
    if (life != null) {
      UUID request = request();
      Turn turn = new Turn();
      turn.asked(instant(now), request);
      Cause cause = Cause.request(request, turn.at(), actor);
      take(Service.ROUTING, turn, routing.decide(life, input, cause, turn.at()));
    }
  }

  /// Somebody changes what holds of a rep; leads that are to be looked at because of it are looked
  /// at soon.
  void changes(RosterEntry rep) {
    Turn turn = new Turn();
    turn.asked(instant(now), DerivedIds.ofText("change " + changes.size()));
    Entry.RosterChanged changed =
        new Entry.RosterChanged(
            0,
            turn.at(),
            Entry.RosterChanged.Subject.REP,
            rep.rep(),
            "olga",
            EventCodec.mapper().valueToTree(rep));
    changes.add(change(changed, changes.size()));
    take(Service.ROUTING, turn, List.of());
    for (Life life : routing.change(changed, lives)) {
      look(Service.ROUTING, List.of(life), now);
    }
  }

  private static RosterHistory.Change change(Entry.RosterChanged changed, int number) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("id", DerivedIds.ofText("change " + number).toString());
    attributes.put("source", "/leadline/routing");
    attributes.put("type", "dev.leadline.RepChanged");
    attributes.put("subject", changed.id());
    attributes.put("time", changed.at().toString());
    attributes.put("recordedtime", changed.at().toString());
    attributes.put("actor", changed.by());
    return new RosterHistory.Change(changed.at(), attributes, String.valueOf(changed.after()));
  }

  private UUID request() {
    return DerivedIds.ofText("request " + requests++);
  }

  private boolean step() {
    List<Reading> ready = new ArrayList<>();
    for (Service service : Service.values()) {
      for (String topic : service.hears()) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          Reading reading = new Reading(service, topic, partition);
          if (positions.getOrDefault(reading, 0) < partition(topic, partition).size()) {
            ready.add(reading);
          }
        }
      }
    }
    if (ready.isEmpty()) {
      return false;
    }
    if (!letters.isEmpty() && random.nextInt(20) == 0) {
      Letter letter = letters.removeFirst();
      hear(letter.reading(), List.of(letter));
    } else {
      batch(ready.get(random.nextInt(ready.size())));
    }
    return true;
  }

  private void batch(Reading reading) {
    List<Envelope<?>> log = partition(reading.topic(), reading.partition());
    int from = positions.getOrDefault(reading, 0);
    int to = Math.min(log.size(), from + 1 + random.nextInt(4));
    positions.put(reading, to);
    List<Letter> batch = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      if (known.add(new Known(reading.service(), log.get(offset).id()))) {
        batch.add(new Letter(reading, offset, log.get(offset)));
      }
    }
    if (batch.size() == 1 && random.nextInt(100) == 0) {
      letters.add(batch.getFirst());
      Turn turn = new Turn();
      turn.at(instant(now));
      turn.buried(inbound(batch.getFirst()));
      take(reading.service(), turn, List.of());
    } else if (!batch.isEmpty()) {
      hear(reading, batch);
    }
  }

  private void hear(Reading reading, List<Letter> batch) {
    Turn turn = new Turn();
    turn.at(instant(batch.getLast().envelope().recordedAt()));
    turn.heard(batch.stream().map(LiveSystem::inbound).toList());
    List<Waiting> heard = new ArrayList<>();
    for (Letter letter : batch) {
      Life life = lives.known(LeadId.parse(letter.envelope().event().subject()));
      if (life != null && interests.in(letter.envelope()).contains(reading.service())) {
        heard.add(new Waiting(letter.offset(), life, letter.envelope()));
      }
    }
    take(reading.service(), turn, decide(reading.service(), heard, turn.at()));
  }

  private static InboundRecord inbound(Letter letter) {
    return new InboundRecord(
        letter.reading().topic(),
        letter.reading().partition(),
        letter.offset(),
        null,
        Map.of(),
        new byte[0],
        letter.envelope().recordedAt());
  }

  private List<Envelope<?>> decide(Service service, List<Waiting> heard, Instant at) {
    List<Envelope<?>> said = new ArrayList<>();
    if (service == Service.SLA) {
      clocks.take(heard, at, lives).forEach(word -> said.add(word.said()));
      return said;
    }
    for (Waiting each : heard) {
      switch (service) {
        case SCORING -> said.addAll(scoring.decide(each.life(), each.event(), at, lives));
        case LIFECYCLE -> said.addAll(lifecycle.decide(each.life(), each.event(), at, lives));
        case ROUTING -> said.addAll(routing.decide(each.life(), each.event(), at, lives));
        case SLA -> throw new AssertionError("Decided above");
      }
    }
    return said;
  }

  private void fire() {
    fire(Service.SCORING, now.minus(SETTLING), life -> lookDue(life));
    fire(Service.LIFECYCLE, now.minus(SETTLING), lifecycle::restsUntil);
    fire(Service.ROUTING, now, life -> life.routing.standing().due().orElse(null));
    fire(Service.SLA, now, clocks::next);
  }

  private void fire(Service service, Instant until, Function<Life, @Nullable Instant> due) {
    List<Life> found =
        lives.all().stream()
            .filter(life -> {
              Instant then = due.apply(life);
              return then != null && !then.isAfter(until);
            })
            .toList();
    if (!found.isEmpty()) {
      look(service, found, until);
    }
  }

  private void look(Service service, List<Life> found, Instant until) {
    Turn turn = new Turn();
    turn.looked(instant(now), until, found.stream().map(life -> life.id).toList());
    List<Envelope<?>> said = new ArrayList<>();
    for (Life life : found) {
      said.addAll(
          switch (service) {
            case SCORING -> scoring.look(life, until, turn.at());
            case LIFECYCLE -> lifecycle.wake(life, turn.at());
            case ROUTING -> routing.due(life, turn.at());
            case SLA -> clocks.climb(life, turn.at());
          });
    }
    take(service, turn, said);
  }

  private static @Nullable Instant lookDue(Life life) {
    return life.scored == null ? null : life.scored.reevaluateAt();
  }

  private static @Nullable Instant settled(@Nullable Instant due) {
    return due == null ? null : due.plus(SETTLING);
  }

  private @Nullable Instant nextDue() {
    Instant next = null;
    for (Life life : lives.all()) {
      next = earlier(next, settled(lookDue(life)));
      next = earlier(next, settled(lifecycle.restsUntil(life)));
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

  /// By which a transaction decides that commits now: some milliseconds ago, since it waited for
  /// locks, but after what it knows was written.
  private Instant instant(Instant known) {
    now = later(now, 3_000);
    Instant asked = now.minusNanos(1000L * random.nextInt(5_000));
    Instant at = asked.isAfter(known) ? asked : known.plusNanos(1000);
    while (!instants.add(at)) {
      at = at.plusNanos(1000);
    }
    now = at.isAfter(now) ? at : now;
    return at;
  }

  /// Commits.
  private void take(Service service, Turn turn, List<? extends Envelope<?>> said) {
    for (Envelope<?> envelope : said) {
      publish(service.topic(), envelope);
    }
    turn.taken(service.name())
        .ifPresent(told ->
            turns
                .getOrDefault(service, new ArrayList<>())
                .add(
                    new Envelope<>(
                        DerivedIds.ofText(service + " " + turn.at()),
                        service.source(),
                        turn.at(),
                        turn.at(),
                        "",
                        null,
                        null,
                        null,
                        told)));
    before = taken == recording ? turnLogs() : before;
    meanwhile = taken == recording + 5 ? eventLogs() : meanwhile;
    afterwards = taken == recording + 10 ? turnLogs() : afterwards;
    taken++;
  }

  /// Now and then the relay publishes again what it said last.
  private void publish(String topic, Envelope<?> envelope) {
    recorded.add(envelope);
    int number = Math.floorMod(envelope.event().subject().hashCode(), PARTITIONS);
    List<Envelope<?>> partition = partition(topic, number);
    partition.add(envelope);
    if (random.nextInt(50) == 0) {
      int some = Math.min(partition.size(), 1 + random.nextInt(3));
      partition.addAll(List.copyOf(partition.subList(partition.size() - some, partition.size())));
    }
  }

  private List<Envelope<?>> partition(String topic, int partition) {
    return topics.getOrDefault(topic, List.of()).get(partition);
  }
}
