package dev.leadline.simulator.replay;

import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.Topics;
import dev.leadline.events.TurnTaken;
import dev.leadline.policy.Policy;
import dev.leadline.routing.application.Cause;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Place;
import dev.leadline.simulator.history.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides recorded leads again by one policy, as if it had always been in force.
///
/// **Given**, and so taken from the recording: what intake said, what people asked for, what was
/// changed about the roster. **Decided again**: scores, stages, owners, offers, clocks and their
/// rungs, exceptions.
///
/// A service hears what its turns say that it heard, when they say so, and looks at what was due
/// when they say that it did; so the recorded policy comes to what was recorded, and any other
/// policy differs by what it says alone. What no turn tells of is heard at once: what was recorded
/// without turns, and what only this policy says, which yet waits for what the service has still to
/// hear of that partition. One thread.
public final class Replay {
  /// How long scoring and lifecycle wait for events on their way before time alone decides, where
  /// no turn tells.
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /// How late routing and the SLA monitor notice that time is up, where no turn tells.
  private static final Duration NOTICE = Duration.ofSeconds(2);

  private final Policy policy;
  private final Listener listener;
  private final ScoringReplay scoring;
  private final LifecycleReplay lifecycle;
  private final RoutingReplay routing;
  private final ClockReplay clocks;
  private final Interests interests;
  private final Lives lives = new Lives();
  private final Inboxes inboxes = new Inboxes();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final SequencedMap<UUID, Spoken> spoken = new LinkedHashMap<>();
  private @Nullable Turn turn;
  private @Nullable String recordedPolicy;
  private @Nullable String request;
  private Instant now = Instant.EPOCH;
  private long order;
  private long untold;

  public Replay(Policy policy, Listener listener) {
    this.policy = policy;
    this.listener = listener;
    this.scoring = new ScoringReplay(policy);
    this.lifecycle = new LifecycleReplay(policy);
    this.routing = new RoutingReplay(policy);
    this.clocks = new ClockReplay(policy);
    this.interests = new Interests(clocks);
  }

  /// Hears what is decided.
  @FunctionalInterface
  public interface Listener {
    void said(LeadId lead, Envelope<?> decision);
  }

  private record Due(Instant at, long order, Timer timer, Life life) {}

  /// Something that was said and is not told yet.
  private record Spoken(Life life, Envelope<?> envelope) {}

  /// What it said follows in the recording.
  private record Turn(Service service, Instant at) {
    boolean says(Entry entry) {
      return entry instanceof Entry.Said said
          && said.at().equals(at)
          && said.envelope().source().equals(service.source());
    }
  }

  /// How many recorded events were heard at once because no turn tells when a service did.
  public long untold() {
    return untold + inboxes.skipped();
  }

  /// Takes the next entry of the recording.
  public void accept(Entry entry) {
    if (turn == null || !turn.says(entry)) {
      turn = null;
      tellAll();
      timePasses(entry.at());
    }
    switch (entry) {
      case Entry.Begun begun -> inboxes.begin(begun.told());
      case Entry.RosterChanged changed -> changed(changed);
      case Entry.Turn taken -> take(taken);
      case Entry.Said said -> said(said);
    }
    if (turn == null) {
      tellAll();
    }
  }

  /// Leads that are to be looked at because of a change are, where no turn tells, soon.
  private void changed(Entry.RosterChanged changed) {
    routing
        .change(changed, lives)
        .forEach(life -> await(Timer.ROUTING, life, changed.at(), NOTICE));
  }

  private void take(Entry.Turn entry) {
    turn = new Turn(entry.service(), entry.at());
    now = entry.at();
    hear(entry.service(), inboxes.take(entry.service(), entry.taken()));
    TurnTaken.Looked looked = entry.taken().looked();
    if (looked != null) {
      for (LeadId id : looked.leads()) {
        Life life = lives.known(id);
        if (life != null) {
          look(entry.service(), life, looked.until());
        }
      }
    }
  }

  private void look(Service service, Life life, Instant until) {
    switch (service) {
      case SCORING -> score(life, scoring.look(life, until, now));
      case LIFECYCLE -> stage(life, lifecycle.wake(life, now));
      case ROUTING -> route(life, routing.due(life, now));
      case SLA -> warn(life, clocks.climb(life, now));
    }
  }

  private void said(Entry.Said said) {
    Envelope<?> envelope = said.envelope();
    now = said.at();
    Service service = Service.of(envelope.source()).orElse(null);
    if (service == null) {
      given(said);
      return;
    }
    if (envelope.policyVersion() != null) {
      recordedPolicy = envelope.policyVersion();
    }
    asked(service, said);
    Spoken own = spoken.remove(envelope.id());
    if (own != null) {
      tell(own, said.place());
    }
  }

  private void given(Entry.Said said) {
    Event event = said.envelope().event();
    if (event instanceof ExceptionEvent) {
      return;
    }
    LeadId id = LeadId.parse(event.subject());
    Life life = event instanceof LeadCaptured ? lives.captured(id) : lives.known(id);
    if (life != null) {
      if (said.place() != null) {
        life.partition = said.place().partition();
      }
      tell(new Spoken(life, said.envelope()), said.place());
    }
  }

  /// What a person asked for is asked again where something came of it.
  private void asked(Service service, Entry.Said said) {
    Envelope<?> envelope = said.envelope();
    if (envelope.causationId() != null
        || envelope.correlationId().equals(request)
        || envelope.event() instanceof ExceptionEvent
        || (service != Service.LIFECYCLE && service != Service.ROUTING)) {
      return;
    }
    Life life = lives.known(LeadId.parse(envelope.event().subject()));
    if (life == null) {
      return;
    }
    if (service == Service.LIFECYCLE) {
      Requests.ofStage(envelope)
          .ifPresent(ask -> stage(life, lifecycle.ask(life, ask, begin(service, envelope), now)));
    } else {
      Requests.ofAssignment(said)
          .ifPresent(input ->
              Actors.of(input)
                  .ifPresent(actor -> {
                    Cause cause = Cause.request(begin(service, envelope), now, actor);
                    route(life, routing.decide(life, input, cause, now));
                  }));
    }
  }

  private UUID begin(Service service, Envelope<?> first) {
    turn = new Turn(service, first.recordedAt());
    request = first.correlationId();
    return UUID.fromString(first.correlationId());
  }

  /// Tells of what is recorded.
  private void tell(Spoken word, @Nullable Place place) {
    boolean told = true;
    for (Service service : interests.in(word.envelope())) {
      if (place != null && inboxes.tell(service, place, word.envelope().recordedAt())) {
        Waiting waiting = new Waiting(place.offset(), word.life(), word.envelope());
        inboxes.add(service, place, waiting);
      } else {
        told = false;
        hear(service, List.of(new Waiting(order++, word.life(), word.envelope())));
      }
    }
    untold += told ? 0 : 1;
  }

  /// Tells of what is in no recording.
  private void tellAll() {
    while (!spoken.isEmpty()) {
      Spoken word = spoken.pollFirstEntry().getValue();
      String topic = Service.of(word.envelope().source()).map(Service::topic).orElse(Topics.INTAKE);
      for (Service service : interests.in(word.envelope())) {
        Waiting waiting = new Waiting(order++, word.life(), word.envelope());
        if (!inboxes.addLast(service, topic, word.life(), waiting)) {
          now = word.envelope().recordedAt();
          hear(service, List.of(waiting));
        }
      }
    }
  }

  private void hear(Service service, List<Waiting> heard) {
    if (service == Service.SLA) {
      clocks.take(heard, now, lives).forEach(word -> say(word.life(), word.said()));
      heard.stream().map(Waiting::life).distinct().forEach(this::rungDue);
      return;
    }
    for (Waiting each : heard) {
      Life life = each.life();
      Envelope<?> event = each.event();
      switch (service) {
        case SCORING -> score(life, scoring.decide(life, event, now, lives));
        case LIFECYCLE -> stage(life, lifecycle.decide(life, event, now, lives));
        case ROUTING -> route(life, routing.decide(life, event, now, lives));
        case SLA -> throw new AssertionError("Heard above");
      }
    }
  }

  private void score(Life life, List<Envelope<LeadScored>> said) {
    for (Envelope<LeadScored> score : said) {
      Life scored = lives.captured(score.event().lead().id());
      say(scored, score);
      lookDue(scored);
    }
    lookDue(life);
  }

  private void stage(Life life, List<? extends Envelope<?>> said) {
    said.forEach(envelope -> say(life, envelope));
    await(Timer.REST, life, lifecycle.restsUntil(life), SETTLING);
  }

  private void route(Life life, List<? extends Envelope<?>> said) {
    said.forEach(envelope -> say(life, envelope));
    await(Timer.ROUTING, life, life.routing.standing().due().orElse(null), NOTICE);
  }

  private void warn(Life life, List<Envelope<Event>> said) {
    said.forEach(envelope -> say(life, envelope));
    rungDue(life);
  }

  private void say(Life life, Envelope<?> envelope) {
    listener.said(life.id, envelope);
    spoken.put(envelope.id(), new Spoken(life, envelope));
  }

  private void lookDue(Life life) {
    await(Timer.LOOK, life, life.scored == null ? null : life.scored.reevaluateAt(), SETTLING);
  }

  private void rungDue(Life life) {
    await(Timer.RUNG, life, clocks.next(life), NOTICE);
  }

  /// What was due before it was heard of is noticed from now on.
  private void await(Timer timer, Life life, @Nullable Instant at, Duration settling) {
    Instant then = at == null ? null : (at.isBefore(now) ? now : at).plus(settling);
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
        if (!isTold(next)) {
          now = next.at();
          look(next.timer().service(), next.life(), next.at().minus(SETTLING));
          tellAll();
        }
      }
    }
  }

  /// By the recorded policy, what is due is what was due: a turn tells when it was looked at.
  private boolean isTold(Due next) {
    return policy.version().equals(recordedPolicy)
        && inboxes.tellLooks(next.timer().service(), next.at());
  }
}
