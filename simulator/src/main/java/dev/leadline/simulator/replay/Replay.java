package dev.leadline.simulator.replay;

import dev.leadline.events.AboutLead;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Cause;
import dev.leadline.routing.assignment.Trace;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Service;
import dev.leadline.simulator.history.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides recorded leads again by one policy, as if it had always been in force.
///
/// **Given**, and so taken from the recording: what intake said, what people asked for, what was
/// changed about the roster. **Decided again**: scores, stages, owners, offers, clocks and their
/// rungs, exceptions.
///
/// Every service decides a thing where the recording says that it did: on the line of what it said,
/// at that instant, and so in the recorded order of the turns of a pool. What the recording does
/// not have is decided at once. So the recorded policy comes to what was recorded, and any other
/// policy differs by what it says alone. One thread.
public final class Replay {
  /// How long scoring and lifecycle wait for events on their way before time alone decides.
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /// How late routing and the SLA monitor notice that time is up, at most: what came before that
  /// came in time.
  private static final Duration NOTICE = Duration.ofSeconds(2);

  /// Seconds within which an event of one topic may overtake one of another.
  private static final int OVERTAKING = 60;

  private static final String PAUSE = "pause-rep";

  private final Timetable timetable;
  private final Listener listener;
  private final ScoringReplay scoring;
  private final LifecycleReplay lifecycle;
  private final RoutingReplay routing;
  private final ClockReplay clocks;
  private final Lives lives = new Lives();
  private final Map<Wait, Runnable> waiting = new HashMap<>();
  private final Map<Integer, List<Runnable>> afterLine = new HashMap<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private long line;
  private long order;
  private Instant now = Instant.EPOCH;

  /// @param timetable of the recording that will be replayed
  public Replay(Policy policy, Timetable timetable, Listener listener) {
    this.timetable = timetable;
    this.listener = listener;
    this.scoring = new ScoringReplay(policy);
    this.lifecycle = new LifecycleReplay(policy);
    this.routing = new RoutingReplay(policy);
    this.clocks = new ClockReplay(policy);
  }

  /// Hears what is decided.
  @FunctionalInterface
  public interface Listener {
    void said(LeadId lead, Envelope<?> decision);
  }

  private record Wait(Service service, UUID key) {}

  private record Due(Instant at, long order, Timer timer, Life life) {}

  /// Takes the next entry of the recording.
  public void accept(Entry entry) {
    timePasses(entry.at());
    line = entry.line();
    now = entry.at();
    switch (entry) {
      case Entry.RosterChanged changed -> routing.change(changed, lives).forEach(this::routingDue);
      case Entry.Said said -> said(said);
    }
    List<Runnable> after = afterLine.remove(Math.toIntExact(line));
    if (after != null) {
      after.forEach(Runnable::run);
    }
  }

  private void said(Entry.Said said) {
    Envelope<?> envelope = said.envelope();
    Service service = Service.of(envelope.source()).orElse(null);
    if (service == null) {
      given(envelope);
      return;
    }
    if (!heard(service, Timetable.keyOf(envelope))
        && (service != Service.SLA || !heard(service, envelope.id()))) {
      noticed(service, envelope);
    }
    asked(service, said);
  }

  private boolean heard(Service service, UUID key) {
    Runnable awaited = waiting.remove(new Wait(service, key));
    if (awaited != null) {
      awaited.run();
    }
    return awaited != null;
  }

  /// What was due when the recording has it is noticed there.
  private void noticed(Service service, Envelope<?> recorded) {
    Life life = lifeOf(recorded);
    if (life == null) {
      return;
    }
    switch (service) {
      case SCORING -> {
        if (recorded.causationId() == null && isDue(Timer.LOOK, life, SETTLING)) {
          look(life, now);
        }
      }
      case LIFECYCLE -> {
        if (isDue(Timer.REST, life, SETTLING)
            && LifecycleReplay.endOfRest(life).filter(recorded.id()::equals).isPresent()) {
          publishStages(life, lifecycle.wake(life, now));
        }
      }
      case ROUTING -> {
        Trace trace = life.routing.trace();
        if (trace != null && trace.event().equals(recorded.causationId())) {
          publishRouted(life, routing.due(life, now));
        }
      }
      case SLA -> {
        if (isDue(Timer.RUNG, life, NOTICE)
            && clocks.firstWord(life, now).filter(recorded.id()::equals).isPresent()) {
          warn(life, clocks.climb(life, now));
        }
      }
    }
  }

  private @Nullable Life lifeOf(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case AboutLead about -> lives.known(about.lead().id());
      case AssignmentEnded ended -> lives.known(ended.id());
      default -> null;
    };
  }

  private boolean isDue(Timer timer, Life life, Duration settling) {
    Instant then = life.due[timer.slot()];
    return then != null && !then.minus(settling).isAfter(now);
  }

  private void asked(Service service, Entry.Said said) {
    Envelope<?> envelope = said.envelope();
    if (envelope.causationId() != null
        || (service != Service.LIFECYCLE && service != Service.ROUTING)
        || envelope.event() instanceof ExceptionEvent) {
      return;
    }
    Life life = lives.known(LeadId.parse(envelope.event().subject()));
    if (life == null) {
      return;
    }
    if (service == Service.LIFECYCLE) {
      Requests.ofStage(envelope)
          .ifPresent(ask ->
              publishStages(
                  life, lifecycle.ask(life, ask, UUID.fromString(envelope.correlationId()), now)));
    } else if (!envelope.correlationId().equals(life.request)) {
      Requests.ofAssignment(said)
          .ifPresent(input -> {
            life.request = envelope.correlationId();
            UUID id = UUID.fromString(envelope.correlationId());
            Actors.of(input)
                .ifPresent(actor ->
                    publishRouted(
                        life, routing.decide(life, input, Cause.request(id, now, actor), now)));
          });
    }
  }

  private void given(Envelope<?> envelope) {
    Event event = envelope.event();
    if (event instanceof ExceptionEvent) {
      return;
    }
    LeadId id = LeadId.parse(event.subject());
    Life life = event instanceof LeadCaptured ? lives.captured(id) : lives.known(id);
    if (life == null) {
      return;
    }
    hear(life, Lane.SCORING_OF_INTAKE, envelope);
    switch (event) {
      case LeadCaptured _, LeadChanged _, CrmUpdated _, LeadsMerged _, LeadErased _ ->
          hear(life, Lane.LIFECYCLE_OF_INTAKE, envelope);
      default -> {}
    }
    if (event instanceof LeadChanged
        || event instanceof LeadsMerged
        || event instanceof LeadErased) {
      hear(life, Lane.ROUTING_OF_INTAKE, envelope);
    }
    measure(life, Lane.SLA_OF_INTAKE, envelope);
  }

  /// Something is to be heard by a service: where the recording has it, or now.
  private void hear(Life life, Lane lane, Envelope<?> envelope) {
    Deque<Envelope<?>> queue = life.lane(lane);
    queue.add(envelope);
    if (queue.size() == 1) {
      next(life, lane);
    }
  }

  private void next(Life life, Lane lane) {
    Deque<Envelope<?>> queue = life.lane(lane);
    while (!queue.isEmpty()) {
      UUID key = keyOf(lane, queue.getFirst());
      int recorded =
          isScoredAtOnce(lane, queue.getFirst()) ? 0 : timetable.line(lane.consumer(), key);
      if (recorded > line) {
        waiting.put(new Wait(lane.consumer(), key), () -> goOn(life, lane));
        return;
      }
      int later = recorded > 0 ? 0 : heardAfter(life, lane, queue.getFirst());
      if (later > line) {
        afterLine.computeIfAbsent(later, _ -> new ArrayList<>()).add(() -> next(life, lane));
        return;
      }
      decide(life, lane, queue.getFirst());
      queue.removeFirst();
    }
    life.cleared(lane);
  }

  private void goOn(Life life, Lane lane) {
    Deque<Envelope<?>> queue = life.lane(lane);
    decide(life, lane, queue.getFirst());
    queue.removeFirst();
    next(life, lane);
  }

  /// The line after which a service heard an event on which the recording has no word of it; 0 when
  /// that may be now.
  ///
  /// It heard of a version of the lead after everything that still knew an older one. And what
  /// would make it say something now, and did not, it heard after what it says of the lead next, or
  /// after the end of the lead, when that is so close that one may have overtaken the other.
  private int heardAfter(Life life, Lane lane, Envelope<?> event) {
    if (lane == Lane.SCORES_TO_TELL || isScoredAtOnce(lane, event)) {
      return 0;
    }
    int older = lane.consumer() == Service.SCORING ? 0 : lastOlder(lane.consumer(), event);
    if (older > line) {
      return older;
    }
    UUID lead = told(life, event);
    int next = timetable.next(lane.consumer(), lead, line);
    if (isClose(next)) {
      return isUnheard(lane, event, next) || says(life, lane, event) ? next : 0;
    }
    int end = timetable.end(lead, line);
    return isClose(end) && says(life, lane, event) ? end : 0;
  }

  /// The last line on which a service still knew an older version of the lead than the event does.
  private int lastOlder(Service service, Envelope<?> event) {
    return event.event() instanceof AboutLead about
        ? timetable.lastBefore(service, about.lead().id().value(), about.lead().version())
        : 0;
  }

  private boolean isClose(int later) {
    return later > 0 && timetable.second(later) - now.getEpochSecond() <= OVERTAKING;
  }

  /// Whether a later stage was still entered with the score before, or of a lead that is forgotten.
  private boolean isUnheard(Lane lane, Envelope<?> event, int next) {
    return switch (event.event()) {
      case LeadScored scored when lane == Lane.LIFECYCLE_OF_SCORING ->
          timetable.isStage(next)
              && timetable.score(next) == Timetable.print(scored.previous())
              && !scored.score().equals(scored.previous());
      case LeadErased _ -> lane != Lane.SLA_OF_INTAKE;
      default -> false;
    };
  }

  /// A score is the same whenever it is worked out, but for those of two leads that are merged, of
  /// which either may hear first.
  private static boolean isScoredAtOnce(Lane lane, Envelope<?> event) {
    return lane == Lane.SCORING_OF_INTAKE && !(event.event() instanceof LeadsMerged);
  }

  /// The lead that there is news of because of an event.
  private static UUID told(Life life, Envelope<?> event) {
    return event.event() instanceof LeadsMerged merged
        ? merged.survivor().value()
        : life.id.value();
  }

  private boolean says(Life life, Lane lane, Envelope<?> event) {
    return switch (lane.consumer()) {
      case SCORING -> scoring.says(life, event, lives);
      case LIFECYCLE -> lifecycle.says(life, event, now);
      case ROUTING -> routing.says(life, event, now, lives);
      case SLA -> clocks.says(life, event, order, now);
    };
  }

  private static UUID keyOf(Lane lane, Envelope<?> envelope) {
    return lane == Lane.SCORES_TO_TELL ? Timetable.keyOf(envelope) : envelope.id();
  }

  private void decide(Life life, Lane lane, Envelope<?> event) {
    switch (lane) {
      case SCORING_OF_INTAKE -> score(life, event);
      case SCORES_TO_TELL -> tellScore(life, event);
      case LIFECYCLE_OF_INTAKE, LIFECYCLE_OF_SCORING, LIFECYCLE_OF_ROUTING ->
          publishStages(life, lifecycle.decide(life, event, now));
      case ROUTING_OF_LIFECYCLE, ROUTING_OF_INTAKE, ROUTING_OF_SLA ->
          publishRouted(life, routing.decide(life, event, now, lives));
      case SLA_OF_INTAKE, SLA_OF_SCORING, SLA_OF_LIFECYCLE, SLA_OF_ROUTING ->
          warn(life, clocks.take(life, event, order++, now));
    }
  }

  private void score(Life life, Envelope<?> event) {
    for (Envelope<LeadScored> score : scoring.decide(life, event, lives)) {
      Life scored = lives.captured(score.event().lead().id());
      hear(scored, Lane.SCORES_TO_TELL, score);
      lookDue(scored);
    }
    lookDue(life);
  }

  private void tellScore(Life life, Envelope<?> decided) {
    Envelope<?> told =
        new Envelope<>(
            decided.id(),
            decided.source(),
            decided.time(),
            now,
            decided.correlationId(),
            decided.causationId(),
            decided.policyVersion(),
            decided.traceparent(),
            decided.event());
    say(life, Lane.SLA_OF_SCORING, told);
    hear(life, Lane.LIFECYCLE_OF_SCORING, told);
  }

  private void publishStages(Life life, List<? extends Envelope<?>> said) {
    for (Envelope<?> envelope : said) {
      say(life, Lane.SLA_OF_LIFECYCLE, envelope);
      if (envelope.event() instanceof StageEntered) {
        hear(life, Lane.ROUTING_OF_LIFECYCLE, envelope);
      }
    }
    await(Timer.REST, life, lifecycle.restsUntil(life), SETTLING);
  }

  private void publishRouted(Life life, List<? extends Envelope<?>> said) {
    for (Envelope<?> envelope : said) {
      say(life, Lane.SLA_OF_ROUTING, envelope);
      if (envelope.event() instanceof AssignmentAccepted) {
        hear(life, Lane.LIFECYCLE_OF_ROUTING, envelope);
      }
    }
    await(Timer.ROUTING, life, life.routing.standing().due().orElse(null), NOTICE);
  }

  private void say(Life life, Lane toMonitor, Envelope<?> envelope) {
    listener.said(life.id, envelope);
    measure(life, toMonitor, envelope);
  }

  private void measure(Life life, Lane lane, Envelope<?> envelope) {
    if (clocks.concerns(envelope.event())) {
      hear(life, lane, envelope);
    }
  }

  private void warn(Life life, List<Envelope<Event>> said) {
    for (Envelope<Event> envelope : said) {
      listener.said(life.id, envelope);
      switch (envelope.event()) {
        case ReassignmentRequested _ -> hear(life, Lane.ROUTING_OF_SLA, envelope);
        case ClockWarned warned when warned.action().equals(PAUSE) -> {
          String owner = warned.clock().owner();
          if (owner != null) {
            routing.pause(owner, now);
          }
        }
        default -> {}
      }
    }
    await(Timer.RUNG, life, clocks.next(life), NOTICE);
  }

  private void lookDue(Life life) {
    await(Timer.LOOK, life, life.scored == null ? null : life.scored.reevaluateAt(), SETTLING);
  }

  private void await(Timer timer, Life life, @Nullable Instant at, Duration settling) {
    Instant then = at == null ? null : at.plus(settling);
    if (then == null || !then.equals(life.due[timer.slot()])) {
      life.due[timer.slot()] = then;
      if (then != null) {
        due.add(new Due(then, order++, timer, life));
      }
    }
  }

  private void timePasses(Instant until) {
    while (!due.isEmpty() && !due.peek().at().isAfter(until)) {
      Due next = due.remove();
      if (next.at().equals(next.life().due[next.timer().slot()])) {
        next.life().due[next.timer().slot()] = null;
        now = next.at().isAfter(now) ? next.at() : now;
        fire(next.timer(), next.life(), next.at());
      }
    }
  }

  private void fire(Timer timer, Life life, Instant at) {
    switch (timer) {
      case LOOK -> look(life, at.minus(SETTLING));
      case REST ->
          whenRecorded(
              Service.LIFECYCLE,
              LifecycleReplay.endOfRest(life).orElse(null),
              () -> publishStages(life, lifecycle.wake(life, now)));
      case ROUTING -> routingDue(life);
      case RUNG ->
          whenRecorded(
              Service.SLA,
              clocks.firstWord(life, at).orElse(null),
              () -> warn(life, clocks.climb(life, now)));
    }
  }

  private void look(Life life, Instant until) {
    for (Envelope<LeadScored> score : scoring.look(life, until, now)) {
      hear(life, Lane.SCORES_TO_TELL, score);
    }
    lookDue(life);
  }

  /// The timer of a lead names the last that routing said of it, and so does what comes of it. A
  /// look of which nothing comes is in no recording.
  private void routingDue(Life life) {
    if (!routing.saysWhenDue(life, now)) {
      publishRouted(life, routing.due(life, now));
      return;
    }
    Trace trace = life.routing.trace();
    UUID last = trace == null ? null : trace.event();
    whenRecorded(
        Service.ROUTING,
        last,
        () -> {
          Trace then = life.routing.trace();
          if (last == null || (then != null && then.event().equals(last))) {
            publishRouted(life, routing.due(life, now));
          }
        });
  }

  /// Does a thing where the recording has it, or now when it does not or no longer will.
  private void whenRecorded(Service service, @Nullable UUID key, Runnable work) {
    if (key != null && timetable.line(service, key) > line) {
      waiting.put(new Wait(service, key), work);
    } else {
      work.run();
    }
  }
}
