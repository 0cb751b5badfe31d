package dev.leadline.sla.scorecard;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import dev.leadline.testsupport.LeadBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What the services might say of many leads in four weeks: stages gone through forward, back and
/// again, owners who take, decline and sleep, events heard of days late and out of order.
public final class RandomLives {
  public static final Duration LENGTH = Duration.ofDays(28);

  private static final List<String> STAGES =
      List.of("subscriber", "lead", "mql", "sal", "opportunity", "recycled", "disqualified");
  private static final List<String> SOURCES = List.of("google", "linkedin", "unclassified");
  private static final List<String> REPS = List.of("ana", "bo", "ebba", "lena", "nobody-we-know");

  private final Random random;
  private final Instant begin;
  private final Map<String, List<Envelope<?>>> said = new HashMap<>();
  private final List<LeadSnapshot> leads = new ArrayList<>();

  private RandomLives(Random random, Instant begin) {
    this.random = random;
    this.begin = begin;
  }

  /// @param begin when the four weeks begin
  public static RandomLives of(int leads, Random random, Instant begin) {
    RandomLives lives = new RandomLives(random, begin);
    for (int lead = 0; lead < leads; lead++) {
      lives.live();
    }
    for (int number = 0; number < leads / 5; number++) {
      lives.trouble(number);
    }
    lives.outOfOrder();
    return lives;
  }

  public List<LeadSnapshot> leads() {
    return leads;
  }

  /// What is said on a topic, in the order in which it is said.
  public List<Envelope<?>> on(String topic) {
    return said.getOrDefault(topic, List.of());
  }

  private void live() {
    Instant at = begin.plus(upTo(LENGTH));
    LeadSnapshot lead = lead(at);
    leads.add(lead);
    say(Topics.INTAKE, new LeadCaptured(lead, "hubspot", "Direct"), at, late(at));
    if (chance(10) && leads.size() > 1) {
      merge(lead, leads.get(random.nextInt(leads.size() - 1)), at.plus(upTo(Duration.ofDays(3))));
    }
    walk(lead, at);
    for (int touch = random.nextInt(3); touch > 0; touch--) {
      Instant then = at.plus(upTo(chance(50) ? Duration.ofSeconds(20) : Duration.ofDays(4)));
      String what = chance(70) ? "rep_touch" : "page_viewed";
      say(
          Topics.INTAKE,
          new ActivityRecorded(lead, new Activity(what, "hubspot", Map.of())),
          then,
          late(then));
    }
  }

  private LeadSnapshot lead(Instant at) {
    LeadBuilder builder = aLead(random.nextInt()).capturedAt(at);
    if (chance(80)) {
      builder.with("source", pick(SOURCES));
    }
    if (chance(80)) {
      builder.with("employees", 50 * (1 + random.nextInt(100)));
    }
    if (chance(60)) {
      builder.with("country", pick(List.of("DE", "US", "FR")));
    }
    return builder.build();
  }

  /// What one service says of a lead is recorded in the order in which it is said.
  private void walk(LeadSnapshot lead, Instant captured) {
    Map<String, Integer> visits = new HashMap<>();
    String from = null;
    Instant at = captured;
    Instant recorded = captured;
    for (int step = random.nextInt(6); step >= 0; step--) {
      String to = from == null ? "subscriber" : pick(STAGES);
      if (!to.equals(from)) {
        recorded = later(recorded.plusNanos(1_000), late(at));
        int visit = visits.merge(to, 1, Integer::sum);
        say(
            Topics.LIFECYCLE,
            new StageEntered(
                lead, to, from, visit, Actor.system("lifecycle"), null, null, List.of()),
            at,
            recorded);
        if (to.equals("mql")) {
          route(lead, at, recorded, visit);
        }
        from = to;
      }
      at = chance(30) ? at : at.plus(upTo(Duration.ofDays(6)));
    }
  }

  private void route(LeadSnapshot lead, Instant at, Instant stageRecorded, int visit) {
    Instant recorded = stageRecorded.plusMillis(5);
    int first = 10 * visit;
    for (int number = first; number < first + 1 + random.nextInt(3); number++) {
      if (chance(20)) {
        say(
            Topics.ROUTING,
            new RoutingFailed(
                lead, ExceptionReason.NO_CANDIDATE, null, null, "", List.of(), List.of()),
            at,
            recorded);
      } else {
        assign(lead, number, at, recorded, number > first && chance(40));
      }
      Duration passed = upTo(Duration.ofDays(10));
      at = at.plus(passed);
      recorded = recorded.plus(passed);
    }
  }

  private void assign(
      LeadSnapshot lead, int number, Instant at, Instant recorded, boolean byPerson) {
    String rep = pick(REPS);
    Actor actor = byPerson ? new Actor(Actor.Kind.OPERATOR, "olga") : null;
    say(
        Topics.ROUTING,
        new LeadAssigned(
            lead, number, rep, "inbound", "rule", null, null, null, List.of(), List.of(), actor),
        at,
        recorded);
    Instant end = recorded.plus(upTo(Duration.ofDays(12)));
    switch (random.nextInt(4)) {
      case 0 ->
          say(
              Topics.ROUTING,
              new AssignmentDeclined(lead, number, rep, new Actor(Actor.Kind.REP, rep), "no"),
              end,
              end);
      case 1 ->
          say(Topics.ROUTING, new AssignmentExpired(lead, number, rep, recorded, end), end, end);
      default -> {
        // The rep keeps it.
      }
    }
  }

  private void merge(LeadSnapshot absorbed, LeadSnapshot survivor, Instant at) {
    Instant recorded = late(at);
    for (LeadSnapshot told : List.of(survivor, absorbed)) {
      say(
          Topics.INTAKE,
          new LeadsMerged(told, survivor.id(), absorbed.id(), "email"),
          at,
          recorded);
    }
  }

  private void trouble(int number) {
    Instant at = begin.plus(upTo(LENGTH));
    ExceptionReason reason = pick(List.of(ExceptionReason.values()));
    for (int times = random.nextInt(2); times >= 0; times--) {
      Instant then = at.plusSeconds(times);
      say(
          Topics.INTAKE,
          new ExceptionRaised(reason, "case-" + begin + "-" + number, "intake", null, "x", "y"),
          then,
          late(then));
    }
  }

  private void say(String topic, Event event, Instant at, Instant recorded) {
    List<Envelope<?>> all = said.computeIfAbsent(topic, _ -> new ArrayList<>());
    all.add(
        anEnvelopeOf(event)
            .number(all.size())
            .at(at)
            .recordedAt(recorded)
            .from(topic.split("\\.", -1)[1])
            .build());
  }

  /// Intake may tell of anything in any order; the others keep to the order of each lead.
  private void outOfOrder() {
    Collections.shuffle(said.getOrDefault(Topics.INTAKE, List.of()), random);
  }

  private Instant late(Instant at) {
    return at.plus(chance(80) ? upTo(Duration.ofMillis(500)) : upTo(Duration.ofDays(9)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(1 + most.toMillis()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> any) {
    return any.get(random.nextInt(any.size()));
  }
}
