package dev.leadline.simulator.replay;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Event;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.testsupport.LeadBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Some days of leads, people and clocks, at random.
final class RandomDays {
  private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "IN");
  private static final List<String> REPS = List.of("ana", "lena", "mohan", "greta", "olga", "noor");
  private static final List<Presence> PRESENCES =
      List.of(Presence.ACTIVE, Presence.ACTIVE, Presence.PAUSED, Presence.ON_LEAVE);
  private static final int ACCOUNTS = 12;
  private static final List<String> STAGES =
      List.of("sal", "sql", "recycled", "disqualified", "customer", "mql");

  private final LiveSystem system;
  private final Random random;
  private final List<LeadSnapshot> leads = new ArrayList<>();
  private int number;

  RandomDays(LiveSystem system, Random random) {
    this.system = system;
    this.random = random;
  }

  void go(int steps) {
    for (int step = 0; step < steps; step++) {
      happen();
      system.work(random.nextInt(12));
      system.passes(pause());
    }
    system.rest();
  }

  /// Things happen every few milliseconds, faster than the services keep up with, and merges
  /// overtake everything.
  void goDense(int steps) {
    for (int step = 0; step < steps; step++) {
      happen();
      system.work(random.nextInt(12));
      system.passes(
          random.nextInt(30) == 0 ? pause() : Duration.ofNanos(1000L * random.nextInt(5_000)));
    }
    system.rest();
  }

  private Duration pause() {
    return switch (random.nextInt(10)) {
      case 0 -> Duration.ofMinutes(random.nextInt(60));
      case 1 -> Duration.ofHours(random.nextInt(6));
      case 2, 3, 4 -> Duration.ofSeconds(random.nextInt(90));
      default -> Duration.ofMillis(random.nextInt(40));
    };
  }

  private void happen() {
    if (leads.size() < 5 || random.nextInt(4) == 0) {
      captured();
      return;
    }
    int which = random.nextInt(leads.size());
    LeadSnapshot lead = leads.get(which);
    switch (random.nextInt(17)) {
      case 0, 1, 2, 3 -> acted(lead, "form_submitted", Map.of("form", "demo-request"));
      case 4 -> acted(lead, "page_viewed", Map.of("path", "/pricing"));
      case 5 -> acted(lead, "rep_touch", Map.of());
      case 6, 7 -> changed(which, lead);
      case 8 -> crm(lead);
      case 9, 10 ->
          system.asks(lead.id(), new RoutingInput.Accept(rep(lead.id()), null), rep(lead.id()));
      case 11 ->
          system.asks(
              lead.id(),
              new RoutingInput.Decline(rep(lead.id()), rep(lead.id()).name(), "busy"),
              rep(lead.id()));
      case 12 -> moved(lead.id());
      case 13 ->
          system.asks(
              lead.id(),
              new Ask(STAGES.get(random.nextInt(STAGES.size())), operator(), "not-ready"));
      case 14 -> merged(which, lead);
      case 15 -> {
        if (random.nextInt(3) == 0) {
          system.changes(
              RosterEntry.asInPolicy(REPS.get(random.nextInt(REPS.size())))
                  .with(PRESENCES.get(random.nextInt(PRESENCES.size())), null));
        }
      }
      default -> {
        if (random.nextInt(6) == 0) {
          leads.remove(which);
          said(new LeadErased(lead.id()));
        }
      }
    }
  }

  private void captured() {
    int lead = ++number;
    LeadBuilder builder =
        LeadBuilder.aLead(lead)
            .capturedAt(system.now().minus(late()))
            .with("employees", random.nextInt(3000))
            .with("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())))
            .with("consent", random.nextInt(5) != 0);
    if (random.nextInt(3) != 0) {
      builder.with("companyDomain", "company-" + random.nextInt(ACCOUNTS) + ".example");
    }
    if (random.nextInt(3) != 0) {
      builder.with("jobTitle", random.nextBoolean() ? "VP Marketing" : "Student");
    }
    LeadSnapshot snapshot = builder.build();
    leads.add(snapshot);
    said(new LeadCaptured(snapshot, "form", "Direct"));
    if (random.nextBoolean()) {
      acted(snapshot, "form_submitted", Map.of("form", "demo-request"));
    }
  }

  private void acted(LeadSnapshot lead, String type, Map<String, Object> properties) {
    said(new ActivityRecorded(lead, new Activity(type, "form", properties)));
  }

  private void changed(int which, LeadSnapshot lead) {
    LeadSnapshot newer = newer(lead);
    leads.set(which, newer);
    said(new LeadChanged(newer, "crm", Map.of()));
  }

  private LeadSnapshot newer(LeadSnapshot lead) {
    LeadBuilder builder =
        LeadBuilder.aLead().id(lead.id()).version(lead.version() + 1).capturedAt(lead.capturedAt());
    lead.fields().forEach(builder::with);
    return builder
        .with("employees", random.nextInt(3000))
        .with("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())))
        .build();
  }

  private void crm(LeadSnapshot lead) {
    said(
        new CrmUpdated(
            lead,
            "crm",
            Map.of("stage", STAGES.get(random.nextInt(STAGES.size())), "reason", "not-ready")));
  }

  private void merged(int which, LeadSnapshot absorbed) {
    LeadSnapshot survivor = leads.getFirst();
    if (which > 0) {
      leads.remove(which);
      said(new LeadsMerged(survivor, survivor.id(), absorbed.id(), "email"));
      said(new LeadsMerged(absorbed, survivor.id(), absorbed.id(), "email"));
    }
  }

  private void moved(LeadId lead) {
    String to = random.nextBoolean() ? REPS.get(random.nextInt(REPS.size())) : null;
    system.asks(lead, new RoutingInput.Move(operator(), to, "asked for"), operator());
  }

  private Actor rep(LeadId lead) {
    Life life = system.lead(lead);
    String owner = life == null ? "nobody" : life.routing.owner().orElse("nobody");
    return new Actor(Actor.Kind.REP, owner);
  }

  private static Actor operator() {
    return new Actor(Actor.Kind.OPERATOR, "olga");
  }

  /// Most events are heard of at once, some after hours or days, so that what follows from them is
  /// overdue already.
  private Duration late() {
    return switch (random.nextInt(12)) {
      case 0 -> Duration.ofMinutes(random.nextInt(5 * 24 * 60));
      case 1 -> Duration.ofMinutes(random.nextInt(90));
      default -> Duration.ofMillis(random.nextInt(2000));
    };
  }

  private void said(Event event) {
    system.happens(
        anEnvelopeOf(event)
            .from("intake")
            .number(++number)
            .at(system.now().minus(late()))
            .recordedAt(system.now())
            .correlationId("delivery-" + number)
            .build());
  }
}
