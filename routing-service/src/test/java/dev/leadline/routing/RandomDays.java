package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;

import dev.leadline.events.Actor;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.routing.application.AssignmentDesk;
import dev.leadline.routing.application.DueLeads;
import dev.leadline.routing.application.Leavers;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.testsupport.LeadBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// What may happen to a few leads and to those who get them, in the company of [TestCompany].
final class RandomDays {
  private static final int SPELLS = 60;
  private static final int LEADS = 25;
  private static final List<String> COMPANIES =
      List.of("race", "offers", "caps", "together", "shifts", "shifts", "resting");
  private static final List<String> REPS =
      List.of("r1", "r2", "o1", "o2", "c1", "t1", "t2", "t3", "h1", "h2", "h3");
  private static final Actor OLGA = new Actor(Actor.Kind.OPERATOR, "olga");

  private final Random random;
  private Instant now = MONDAY_MORNING;
  private int number;

  private RandomDays(Random random) {
    this.random = random;
  }

  /// Events that are decided at one instant, in whatever batches, and what is done after them.
  record Spell(Instant now, List<Envelope<?>> events, Deed deed) {}

  /// Something that is a transaction of its own.
  interface Deed {
    /// @return what came of it
    Object at(Desks desks);
  }

  /// Where people and timers are heard.
  record Desks(AssignmentDesk leads, RosterDesk roster, Leavers leavers, DueLeads timers) {}

  /// About one day and a half.
  static List<Spell> of(Random random) {
    RandomDays days = new RandomDays(random);
    List<Spell> spells = new ArrayList<>();
    for (int i = 0; i < SPELLS; i++) {
      spells.add(days.spell());
    }
    return spells;
  }

  private Spell spell() {
    now = now.plus(Duration.ofMinutes(random.nextInt(70)));
    List<Envelope<?>> events = new ArrayList<>();
    for (int left = random.nextInt(8); left > 0; left--) {
      happens(events);
    }
    return new Spell(now, events, deed());
  }

  private void happens(List<Envelope<?>> events) {
    int which = 1 + random.nextInt(LEADS);
    LeadSnapshot lead = lead(which);
    switch (random.nextInt(14)) {
      case 0 -> events.add(said(new LeadChanged(lead, "crm", Map.of())));
      case 1 -> {
        int other = 1 + random.nextInt(LEADS);
        if (other != which) {
          events.add(said(new LeadsMerged(lead, leadId(which), leadId(other), "email")));
          events.add(said(new LeadsMerged(lead(other), leadId(which), leadId(other), "email")));
        }
      }
      case 2 ->
          events.add(
              random.nextInt(4) == 0
                  ? said(new LeadErased(leadId(which)))
                  : entered(lead, "customer"));
      case 3, 4 -> REPS.forEach(rep -> events.add(tooSlow(lead, rep)));
      case 5 -> events.add(said(new ClockWarned(lead, clock(), "200%", "pause-rep", now, false)));
      default -> events.add(entered(lead, "mql"));
    }
  }

  private Deed deed() {
    UUID request = DerivedIds.ofText("request " + ++number);
    LeadId lead = leadId(1 + random.nextInt(LEADS));
    String rep = anyOf(REPS);
    return switch (random.nextInt(12)) {
      case 0, 1 -> asked(lead, new RoutingInput.Accept(OLGA, null), request);
      case 2, 3 -> asked(lead, new RoutingInput.Decline(OLGA, null, "busy"), request);
      case 4 -> asked(lead, new RoutingInput.Move(OLGA, null, "too far"), request);
      case 5 -> asked(lead, new RoutingInput.Move(OLGA, rep, "friends"), request);
      case 6, 7 -> {
        Presence presence = anyOf(List.of(Presence.values()));
        Instant until =
            presence == Presence.ACTIVE || random.nextBoolean()
                ? null
                : now.plus(Duration.ofHours(1 + random.nextInt(8)));
        yield desks -> {
          desks.roster().declare(rep, presence, until, request, "olga");
          return presence;
        };
      }
      case 8 -> {
        RepDefinition definition = definition(rep, random.nextBoolean());
        yield desks -> {
          desks.roster().define(rep, definition, request, "olga");
          return definition;
        };
      }
      default -> desks -> desks.leavers().release() + " of " + desks.timers().decideAll();
    };
  }

  private static Deed asked(LeadId lead, RoutingInput input, UUID request) {
    return desks -> desks.leads().ask(lead, input, request, OLGA);
  }

  private RepDefinition definition(String rep, boolean active) {
    return new RepDefinition(
        rep,
        rep + "@leadline.example",
        active,
        random.nextBoolean() ? "london" : null,
        null,
        Set.of(),
        Set.of(),
        new Caps(1 + random.nextInt(9), random.nextBoolean() ? 3 : null, null),
        null,
        random.nextBoolean() ? null : Map.of("race", 1 + random.nextInt(3), "shifts", 2));
  }

  private LeadSnapshot lead(int which) {
    LeadBuilder lead = aLead(which).version(++number).with("company", anyOf(COMPANIES));
    return random.nextBoolean()
        ? lead.with("companyDomain", "company-" + random.nextInt(4) + ".example").build()
        : lead.build();
  }

  private Envelope<?> entered(LeadSnapshot lead, String stage) {
    return said(
        new StageEntered(
            lead, stage, "lead", ++number, Actor.system("lifecycle"), null, null, List.of()));
  }

  private Envelope<?> tooSlow(LeadSnapshot lead, String owner) {
    return said(new ReassignmentRequested(lead, clock(), owner, "100%"));
  }

  private Clock clock() {
    return new Clock(
        new UUID(0, ++number), "speed", 1, null, Duration.ofMinutes(5), "always", anyOf(REPS));
  }

  private Envelope<?> said(Event event) {
    return anEnvelopeOf(event).at(now).number(++number).build();
  }

  private <T> T anyOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
