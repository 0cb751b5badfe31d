package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.testsupport.LeadBuilder;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The laws of routing, over random days in a small company.
class RoutingLawTest {
  private static final int LEADS = 30;
  private static final List<String> REPS = List.of("ana", "bo", "chen", "dana");

  @Test
  void whateverHappensNobodyUnavailableGetsALeadAndTheBooksAddUp() {
    Seeded.check(
        42,
        100,
        random -> {
          // given
          World world = company(random);
          for (int step = 0; step < 150; step++) {
            int before = world.said.size();
            // when
            happen(world, random);
            // then
            world.said.subList(before, world.said.size()).stream()
                .filter(LeadAssigned.class::isInstance)
                .map(LeadAssigned.class::cast)
                .forEach(assigned -> assertMayHave(world, assigned));
            assertBooksAddUp(world);
          }
        });
  }

  @Test
  void theSameEventsInTheSameOrderGiveTheSameOwners() {
    Seeded.check(
        43,
        30,
        random -> {
          // given
          long seed = random.nextLong();
          // when
          World once = day(new Random(seed));
          World again = day(new Random(seed));
          // then
          assertThat(again.said).isEqualTo(once.said);
          assertThat(again.leads).isEqualTo(once.leads);
        });
  }

  private static World day(Random random) {
    World world = company(random);
    for (int step = 0; step < 150; step++) {
      happen(world, random);
    }
    return world;
  }

  private static World company(Random random) {
    World world = new World();
    if (random.nextBoolean()) {
      world.keepOwner = List.of(KeepOwner.SAME_PERSON, KeepOwner.SAME_ACCOUNT);
    }
    world.suppress =
        List.of(
            new Suppression(
                "quiet", World.field("size", "big"), null, Duration.ofMinutes(90), null));
    REPS.forEach(rep ->
        world.rep(
            rep,
            random.nextInt(3) == 0 ? "office" : null,
            new Caps(
                random.nextBoolean() ? 1 + random.nextInt(10) : null,
                random.nextBoolean() ? 1 + random.nextInt(10) : null,
                null)));
    world.pool(
        "inbound",
        Method.WEIGHTED_ROUND_ROBIN,
        random.nextBoolean() ? Duration.ofMinutes(30) : null,
        World.queue("triage"),
        "ana",
        "bo",
        "chen",
        "dana");
    return world;
  }

  private static void happen(World world, Random random) {
    LeadSnapshot lead = lead(1 + random.nextInt(LEADS));
    LeadId id = lead.id();
    world.now = world.now.plus(Duration.ofMinutes(random.nextInt(20)));
    switch (random.nextInt(13)) {
      case 0 -> world.declines(id);
      case 1 -> world.decide(id, new RoutingInput.Accept(World.PERSON, null));
      case 2 -> world.timer(id);
      case 3 -> world.enters(lead, "customer", 1 + random.nextInt(3));
      case 4 -> world.decide(id, new RoutingInput.OwnerTooSlow(lead, world.ownerOf(lead), "100%"));
      case 5 ->
          world.decide(id, new RoutingInput.Move(World.PERSON, REPS.get(random.nextInt(4)), ""));
      case 6 -> {
        LeadSnapshot other = lead(1 + random.nextInt(LEADS));
        if (!other.id().equals(id)) {
          world.decide(id, new RoutingInput.Absorbed(lead, other.id()));
          world.decide(other.id(), new RoutingInput.TookIn(other, world.lead(id)));
        }
      }
      case 7 ->
          world.declare(
              REPS.get(random.nextInt(4)), List.of(Presence.values()).get(random.nextInt(3)));
      case 8 -> {
        if (random.nextInt(4) == 0) {
          world.decide(id, new RoutingInput.Erased());
        }
      }
      case 9 -> {
        String leaver = REPS.get(random.nextInt(4));
        world.leaves(leaver);
        assertThat(world.leads.values())
            .noneMatch(held -> held.owner().filter(leaver::equals).isPresent());
      }
      default -> world.qualifies(lead, 1 + random.nextInt(4));
    }
  }

  private static LeadSnapshot lead(int number) {
    LeadBuilder builder = aLead(number).with("size", number % 7 == 0 ? "big" : "small");
    return number % 3 == 0
        ? builder.build()
        : builder.with("companyDomain", "company-" + number % 5 + ".example").build();
  }

  /// Hours and caps count for who gets a lead of the pool: not for the owner who is kept, nor for
  /// one whom a person chose.
  private static void assertMayHave(World world, LeadAssigned assigned) {
    String owner = assigned.owner();
    assertThat(away(world, owner)).isFalse();
    if (assigned.pool() == null) {
      return;
    }
    Rep rep = Objects.requireNonNull(world.reps.get(owner));
    assertThat(rep.calendar() == null || World.OFFICE.isOpen(world.now))
        .as("%s works at %s", owner, world.now)
        .isTrue();
    List<Ownership> held =
        world.leads.values().stream()
            .filter(lead -> lead.owner().filter(owner::equals).isPresent())
            .map(lead -> Objects.requireNonNull(lead.ownership()))
            .toList();
    LocalDate today = LocalDate.ofInstant(world.now, ZoneOffset.UTC);
    long gotToday =
        held.stream()
            .filter(lead -> LocalDate.ofInstant(lead.since(), ZoneOffset.UTC).equals(today))
            .filter(lead -> !lead.rule().equals(OwnerKept.SAME_PERSON))
            .count();
    assertWithin(rep.caps().open(), held.size(), owner + "'s open leads");
    assertWithin(rep.caps().perDay(), gotToday, owner + "'s leads of " + today);
  }

  private static void assertWithin(@Nullable Integer cap, long leads, String what) {
    if (cap != null) {
      assertThat(leads).as(what).isLessThanOrEqualTo(cap);
    }
  }

  private static boolean away(World world, String rep) {
    RosterEntry entry = world.entries.get(rep);
    RepDefinition definition = entry == null ? null : entry.definition();
    return entry != null
        && (entry.presenceAt(world.now) != Presence.ACTIVE
            || (definition != null && !definition.active()));
  }

  private static void assertBooksAddUp(World world) {
    assertThat(
            REPS.stream()
                .map(rep -> world.ledger("inbound").debt(rep))
                .reduce(Fraction.ZERO, Fraction::plus))
        .isEqualTo(Fraction.ZERO);
    TreeMap<String, Integer> open = new TreeMap<>();
    TreeMap<String, Integer> accounts = new TreeMap<>();
    for (LeadRouting lead : world.leads.values()) {
      lead.owner().ifPresent(owner -> open.merge(owner, 1, Integer::sum));
      if (lead.account().isPresent() && lead.accountOwner().isPresent()) {
        accounts.merge(lead.account().get() + " " + lead.accountOwner().get(), 1, Integer::sum);
      }
    }
    for (String rep : REPS) {
      assertThat(world.books.rep(rep).open()).isEqualTo(open.getOrDefault(rep, 0));
      for (int company = 0; company < 5; company++) {
        String domain = "company-" + company + ".example";
        assertThat(world.books.account(domain).leadsOf(rep))
            .isEqualTo(accounts.getOrDefault(domain + " " + rep, 0));
      }
    }
  }
}
