package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentEnded.End;
import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.Reason;
import dev.leadline.events.RoutingFailed;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.routing.roster.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutingDeciderTest {
  private final World world = new World();

  @Test
  void aLeadThatQualifiesGetsAnOwnerAndTheReasons() {
    // when
    world.qualifies(aLead(1).with("size", "big").build());
    // then
    LeadAssigned assigned = world.said(LeadAssigned.class).getFirst();
    assertThat(assigned.owner()).isEqualTo("ana");
    assertThat(assigned.pool()).isEqualTo("inbound");
    assertThat(assigned.rule()).isEqualTo("everyone");
    assertThat(assigned.segment()).isEqualTo("big");
    assertThat(assigned.assignment()).isEqualTo(1);
    assertThat(assigned.because())
        .containsExactly(
            Reason.matched("everyone", ""), Reason.matched("pool:inbound", "3 of 3 available"));
    assertThat(assigned.candidates())
        .containsExactly(
            new Candidate("ana", null, "0"),
            new Candidate("bo", null, "0"),
            new Candidate("chen", null, "0"));
  }

  @Test
  void theSameVisitIsRoutedOnce() {
    // given
    world.qualifies(aLead(1).build());
    // when
    world.qualifies(aLead(1).build());
    // then
    assertThat(world.said).hasSize(1);
  }

  @Test
  void aStageThatAsksForNoOwnerIsPassedOver() {
    // when
    world.enters(aLead(1).build(), "lead", 1);
    // then
    assertThat(world.said).isEmpty();
    assertThat(world.lead(aLead(1).build().id()))
        .isEqualTo(LeadRouting.unknown(aLead(1).build().id()));
  }

  @Test
  void aSuppressedLeadGoesToNobody() {
    // given
    world.suppress =
        List.of(
            new Suppression("test-mail", World.field("email", "x@example.com")),
            new Suppression("competitor", World.field("companyDomain", "rival.example")));
    // when
    world.qualifies(aLead(1).with("companyDomain", "rival.example").build());
    // then
    LeadSuppressed suppressed = world.said(LeadSuppressed.class).getFirst();
    assertThat(suppressed.rule()).isEqualTo("competitor");
    assertThat(suppressed.because())
        .extracting(Reason::rule)
        .containsExactly("suppress:test-mail", "suppress:competitor");
    assertThat(world.said).hasSize(1);
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    // given
    world.rules =
        List.of(
            new Rule("unknown", World.field("country", "US"), new Destination.ToPool("night")),
            new Rule("big", World.field("size", "big"), new Destination.ToPool("night")),
            new Rule("everyone", null, new Destination.ToPool("inbound")));
    // when
    world.qualifies(aLead(1).with("size", "big").build());
    // then
    LeadAssigned assigned = world.said(LeadAssigned.class).getFirst();
    assertThat(assigned.owner()).isEqualTo("dana");
    assertThat(assigned.because())
        .extracting(Reason::verdict)
        .containsExactly(Reason.Verdict.UNKNOWN, Reason.Verdict.MATCHED, Reason.Verdict.MATCHED);
  }

  @Test
  void noRuleMatchingIsAFailureWithAnException() {
    // given
    world.rules =
        List.of(new Rule("big", World.field("size", "big"), new Destination.ToPool("inbound")));
    // when
    world.qualifies(aLead(1).build());
    // then
    assertThat(world.said(RoutingFailed.class).getFirst().reason())
        .isEqualTo(ExceptionReason.NO_RULE_MATCHED);
    assertThat(world.said(ExceptionRaised.class).getFirst().reason())
        .isEqualTo(ExceptionReason.NO_RULE_MATCHED);
  }

  @Test
  void theOwnerOfThePersonIsKept() {
    // given
    world.keepOwner = List.of(KeepOwner.SAME_PERSON);
    LeadSnapshot lead = aLead(1).build();
    world.qualifies(lead, 1);
    world.enters(lead, "recycled", 1);
    world.qualifies(aLead(2).build());
    // when
    world.qualifies(lead, 2);
    // then
    LeadAssigned kept = world.said(LeadAssigned.class).getLast();
    assertThat(kept.owner()).isEqualTo("ana");
    assertThat(kept.rule()).isEqualTo("keep-owner:same-person");
    assertThat(kept.pool()).isNull();
    assertThat(kept.assignment()).isEqualTo(2);
    assertThat(world.books.rep("ana").open()).isEqualTo(1);
  }

  @Test
  void anOwnerWhoIsInactiveIsNotKept() {
    // given
    world.keepOwner = List.of(KeepOwner.SAME_PERSON);
    LeadSnapshot lead = aLead(1).build();
    world.qualifies(lead, 1);
    world.enters(lead, "recycled", 1);
    world.deactivate("ana");
    // when
    world.qualifies(lead, 2);
    // then
    LeadAssigned assigned = world.said(LeadAssigned.class).getLast();
    assertThat(assigned.owner()).isEqualTo("bo");
    assertThat(assigned.because())
        .contains(Reason.notMatched("keep-owner:same-person", "ana is INACTIVE"));
  }

  @Test
  void theOwnerOfTheAccountIsKept() {
    // given
    world.keepOwner = List.of(KeepOwner.SAME_PERSON, KeepOwner.SAME_ACCOUNT);
    world.qualifies(aLead(1).with("companyDomain", "acme.example").build());
    // when
    world.qualifies(aLead(2).with("companyDomain", "acme.example").build());
    // then
    LeadAssigned kept = world.said(LeadAssigned.class).getLast();
    assertThat(kept.owner()).isEqualTo("ana");
    assertThat(kept.rule()).isEqualTo("keep-owner:same-account");
    assertThat(world.books.account("acme.example").leadsOf("ana")).isEqualTo(2);
  }

  @Test
  void aCapIsNeverExceededNotEvenForTheAccount() {
    // given
    world.keepOwner = List.of(KeepOwner.SAME_ACCOUNT);
    world.rep("ana", null, new Caps(1, null, null));
    world.qualifies(aLead(1).with("companyDomain", "acme.example").build());
    // when
    world.qualifies(aLead(2).with("companyDomain", "acme.example").build());
    // then
    LeadAssigned assigned = world.said(LeadAssigned.class).getLast();
    assertThat(assigned.owner()).isEqualTo("bo");
    assertThat(assigned.candidates().getFirst().skipped()).isEqualTo(SkipReason.CAPPED);
  }

  @Test
  void aClosedLeadMakesRoomUnderTheCap() {
    // given
    world.rep("dana", null, new Caps(1, null, null));
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    world.qualifies(aLead(1).build());
    world.enters(aLead(1).build(), "customer", 1);
    // when
    world.qualifies(aLead(2).build());
    // then
    assertThat(world.ownerOf(aLead(2).build())).isEqualTo("dana");
  }

  @Test
  void aDayOfACapEndsAtMidnightWhereThePoolIs() {
    assertOneLeadUntilMidnightInNewYork(new Caps(null, 1, null));
  }

  @Test
  void aWeekOfACapEndsOnSundayNightWhereThePoolIs() {
    assertOneLeadUntilMidnightInNewYork(new Caps(null, null, 1));
  }

  /// From a Sunday evening on, over the midnight of UTC to that of New York five hours later.
  private void assertOneLeadUntilMidnightInNewYork(Caps caps) {
    // given
    world.zone = ZoneId.of("America/New_York");
    world.rep("dana", null, caps);
    world.pool("night", Method.FIRST_AVAILABLE, null, World.queue("triage"), "dana");
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    Instant midnight = Instant.parse("2026-03-02T05:00:00Z");
    List<Instant> evening =
        List.of(
            Instant.parse("2026-03-01T20:00:00Z"),
            Instant.parse("2026-03-01T23:59:59Z"),
            Instant.parse("2026-03-02T00:00:00Z"),
            midnight.minusNanos(1_000));
    // when
    for (int i = 0; i < evening.size(); i++) {
      world.now = evening.get(i);
      world.qualifies(aLead(i).build());
    }
    // then
    assertThat(world.said(LeadAssigned.class))
        .extracting(assigned -> assigned.lead().id())
        .containsExactly(leadId(0));
    assertThat(world.said(LeadQueued.class))
        .hasSize(3)
        .extracting(LeadQueued::candidates)
        .containsOnly(List.of(new Candidate("dana", SkipReason.CAPPED, "0")));

    // and when
    world.now = midnight;
    world.qualifies(aLead(9).build());
    // then
    assertThat(world.ownerOf(aLead(9).build())).isEqualTo("dana");
  }

  @Test
  void whoWasAwayMakesUpForAsManyLeadsAsThePoolSays() {
    // given
    world.catchUp = 2;
    world.pool(
        "inbound", Method.WEIGHTED_ROUND_ROBIN, null, World.queue("triage"), "ana", "bo", "chen");
    world.deactivate("chen");
    world.declare("ana", Presence.PAUSED);
    // when she misses two and a half leads
    List<String> meanwhile = ownersOf(1, 5);
    // then
    assertThat(meanwhile).containsOnly("bo");
    assertThat(world.ledger("inbound").debt("ana")).isEqualTo(Fraction.of(2, 1));
    assertThat(world.ledger("inbound").debt("chen")).isEqualTo(Fraction.ZERO);

    // and when
    world.declare("ana", Presence.ACTIVE);
    // then she gets two leads more than her half of them, and her half from then on
    assertThat(ownersOf(6, 9)).containsOnly("ana");
    assertThat(ownersOf(10, 13)).containsExactly("ana", "bo", "ana", "bo");
  }

  @Test
  void whoWasAwayHasNothingToMakeUpForWhereThePoolDoesNotSaySo() {
    // given
    world.declare("ana", Presence.PAUSED);
    world.declare("chen", Presence.PAUSED);
    // when
    List<String> meanwhile = ownersOf(1, 5);
    world.declare("ana", Presence.ACTIVE);
    // then
    assertThat(meanwhile).containsOnly("bo");
    assertThat(world.ledger("inbound").debt("ana")).isEqualTo(Fraction.ZERO);
    assertThat(ownersOf(6, 9)).containsExactly("ana", "bo", "ana", "bo");
  }

  @Test
  void theLeastLoadedGetsTheLead() {
    // given
    world.pool("inbound", Method.LEAST_LOADED, null, World.queue("triage"), "ana", "bo", "chen");
    assertThat(ownersOf(1, 5)).containsExactly("ana", "bo", "chen", "ana", "bo");
    // when the third lead is won
    world.enters(aLead(3).build(), "customer", 1);
    // then
    assertThat(ownersOf(6, 8)).containsExactly("chen", "chen", "ana");
  }

  /// Routes the leads of these numbers, one after the other, and tells who got them.
  private List<String> ownersOf(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> {
          world.qualifies(aLead(number).build());
          return world.ownerOf(aLead(number).build());
        })
        .toList();
  }

  @Test
  void nobodyAvailableGoesToTheQueueWithAnException() {
    // given
    world.declare("ana", Presence.PAUSED);
    world.declare("bo", Presence.ON_LEAVE);
    world.deactivate("chen");
    // when
    world.qualifies(aLead(1).build());
    // then
    LeadQueued queued = world.said(LeadQueued.class).getFirst();
    assertThat(queued.queue()).isEqualTo("triage");
    assertThat(queued.candidates())
        .extracting(Candidate::skipped)
        .containsExactly(SkipReason.PAUSED, SkipReason.ON_LEAVE, SkipReason.INACTIVE);
    assertThat(world.said(ExceptionRaised.class).getFirst().detail())
        .isEqualTo(
            "Lead is in queue 'triage': pool 'inbound': 0 of 3 available, 1 INACTIVE,"
                + " 1 ON_LEAVE, 1 PAUSED");
  }

  @Test
  void aPoolWithoutMembersSaysSo() {
    // given
    world.pool("inbound", Method.FIRST_AVAILABLE, null, World.queue("triage"));
    // when
    world.qualifies(aLead(1).build());
    // then
    assertThat(world.said(ExceptionRaised.class).getFirst().reason())
        .isEqualTo(ExceptionReason.POOL_EMPTY);
  }

  @Test
  void poolsThatNameEachOtherEndInAFailure() {
    // given
    world.pool(
        "inbound",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(null, new Destination.ToPool("night")),
        "ana");
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(null, new Destination.ToPool("inbound")),
        "dana");
    world.declare("ana", Presence.PAUSED);
    world.declare("dana", Presence.PAUSED);
    // when
    world.qualifies(aLead(1).build());
    // then
    RoutingFailed failed = world.said(RoutingFailed.class).getFirst();
    assertThat(failed.reason()).isEqualTo(ExceptionReason.NO_CANDIDATE);
    assertThat(failed.pool()).isEqualTo("inbound");
    assertThat(failed.candidates()).extracting(Candidate::rep).containsExactly("ana", "dana");
  }

  @Test
  void aNamedRepWhoIsInactiveIsAnException() {
    // given
    world.rules = List.of(new Rule("vip", null, new Destination.ToRep("dana")));
    world.deactivate("dana");
    // when
    world.qualifies(aLead(1).build());
    // then
    assertThat(world.said(RoutingFailed.class).getFirst().reason())
        .isEqualTo(ExceptionReason.OWNER_INACTIVE);
  }

  @Test
  void anExceptionIsResolvedWhenTheLeadIsAssigned() {
    // given
    world.declare("dana", Presence.PAUSED);
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    LeadSnapshot lead = aLead(1).build();
    world.qualifies(lead);
    world.declare("dana", Presence.ACTIVE);
    // when
    world.decide(lead.id(), new RoutingInput.Move(World.PERSON, null, ""));
    // then
    assertThat(world.ownerOf(lead)).isEqualTo("dana");
    assertThat(world.said(ExceptionResolved.class))
        .extracting(ExceptionResolved::reason)
        .containsExactly(ExceptionReason.NO_CANDIDATE);
  }

  @Test
  void aLeadOutsideHoursIsHeldUntilTheyBegin() {
    // given
    world.rep("dana", "office", new Caps(null, null, null));
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(Duration.ofHours(12), new Destination.ToPool("inbound")),
        "dana");
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    world.now = world.now.minus(Duration.ofHours(4));
    LeadSnapshot lead = aLead(1).build();
    // when
    world.qualifies(lead);
    // then
    Standing.Held held = (Standing.Held) world.lead(lead.id()).standing();
    assertThat(held.recheckAt()).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(world.said(LeadQueued.class).getFirst().queue()).isEqualTo("hold:night");

    // and when
    world.now = held.recheckAt();
    world.timer(lead.id());
    // then
    assertThat(world.ownerOf(lead)).isEqualTo("dana");
  }

  @Test
  void aWaitThatIsOverGoesWhereThePoolSays() {
    // given
    world.declare("dana", Presence.PAUSED);
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(Duration.ofHours(1), new Destination.ToPool("inbound")),
        "dana");
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    LeadSnapshot lead = aLead(1).build();
    world.qualifies(lead);
    assertThat(world.lead(lead.id()).standing().label()).isEqualTo("held");
    // when
    world.now = world.now.plus(Duration.ofHours(1));
    world.timer(lead.id());
    // then
    assertThat(world.ownerOf(lead)).isEqualTo("ana");
  }

  @Test
  void aLeadForSomebodyAtTheCapIsLookedAtAgainEveryMinuteUntilTheWaitEnds() {
    // given
    world.rep("dana", null, new Caps(0, null, null));
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(Duration.ofSeconds(150), new Destination.ToPool("inbound")),
        "dana");
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    LeadSnapshot lead = aLead(1).build();
    Instant began = world.now;
    Instant until = began.plusSeconds(150);
    // when
    world.qualifies(lead);
    // then
    assertThat(world.lead(lead.id()).standing())
        .isEqualTo(new Standing.Held("night", world.now.plusSeconds(60), until));

    // and when it is looked at late
    world.now = began.plusSeconds(67);
    world.timer(lead.id());
    // then
    assertThat(world.lead(lead.id()).standing())
        .isEqualTo(new Standing.Held("night", began.plusSeconds(120), until));

    // and when
    world.now = began.plusSeconds(120);
    world.timer(lead.id());
    // then
    assertThat(world.lead(lead.id()).standing())
        .isEqualTo(new Standing.Held("night", until, until));
    assertThat(world.said(LeadQueued.class)).hasSize(1);
  }

  @Test
  void waitingIsNotTriedWhenItCannotHelp() {
    // given
    world.deactivate("dana");
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(Duration.ofHours(1), new Destination.ToPool("inbound")),
        "dana");
    world.rules = List.of(new Rule("all", null, new Destination.ToPool("night")));
    // when
    world.qualifies(aLead(1).build());
    // then
    assertThat(world.ownerOf(aLead(1).build())).isEqualTo("ana");
  }

  @Test
  void whateverFreesAnOwnerIsSaid() {
    // given
    LeadSnapshot closed = aLead(1).build();
    LeadSnapshot merged = aLead(2).build();
    LeadSnapshot untouched = aLead(3).build();
    world.qualifies(closed);
    world.qualifies(merged);
    // when
    world.decide(closed.id(), new RoutingInput.StageReached(closed, "customer", 1, null));
    world.decide(merged.id(), new RoutingInput.Absorbed(merged, closed.id()));
    world.decide(untouched.id(), new RoutingInput.Absorbed(untouched, closed.id()));
    // then
    String survivor = "Goes on as " + closed.id();
    assertThat(world.said(AssignmentEnded.class))
        .containsExactly(
            ended(closed, End.CLOSED, false, "stage", "In stage 'customer'"),
            ended(merged, End.MERGED, false, "merge", survivor));

    // and when the account forgets the owner of a lead that was closed
    world.decide(closed.id(), new RoutingInput.Erased());
    // then
    assertThat(world.said(AssignmentEnded.class).getLast().end()).isEqualTo(End.ERASED);
  }

  @Test
  void anErasedPersonLeavesNothingAndIsNotRoutedAgain() {
    // given
    LeadSnapshot lead = aLead(1).build();
    world.qualifies(lead);
    // when
    world.decide(lead.id(), new RoutingInput.Erased());
    world.qualifies(lead, 2);
    // then
    LeadRouting erased = world.lead(lead.id());
    assertThat(erased.snapshot()).isNull();
    assertThat(erased.ownership()).isNull();
    assertThat(world.said).hasSize(2);
    assertThat(world.said(AssignmentEnded.class))
        .containsExactly(ended(lead, End.ERASED, false, "erasure", "The person is forgotten"));
    assertThat(world.books.rep("ana").open()).isZero();
  }

  @Test
  void theSurvivorOfAMergeKeepsTheOwnerOfTheOther() {
    // given
    world.keepOwner = List.of(KeepOwner.SAME_PERSON);
    LeadSnapshot survivor = aLead(1).build();
    LeadSnapshot absorbed = aLead(2).build();
    world.qualifies(absorbed);
    world.decide(absorbed.id(), new RoutingInput.Absorbed(absorbed, survivor.id()));
    world.qualifies(aLead(3).build());
    // when
    world.decide(survivor.id(), new RoutingInput.TookIn(survivor, world.lead(absorbed.id())));
    world.qualifies(survivor);
    // then
    assertThat(world.ownerOf(survivor)).isEqualTo("ana");
    assertThat(world.lead(absorbed.id()).standing()).isEqualTo(new Standing.Merged(survivor.id()));
    assertThat(world.lead(absorbed.id()).snapshot()).isNull();
    assertThat(world.books.rep("ana").open()).isEqualTo(1);
  }

  @Test
  void aLongPoolIsNamedInPartAndCountedInFull() {
    // given
    String[] members = new String[200];
    for (int i = 0; i < members.length; i++) {
      members[i] = "rep-%03d".formatted(i);
      world.rep(members[i], null, new Caps(null, null, null));
      world.declare(members[i], i == 199 ? Presence.ACTIVE : Presence.PAUSED);
    }
    world.pool("inbound", Method.FIRST_AVAILABLE, null, World.queue("triage"), members);
    // when
    world.qualifies(aLead(1).build());
    // then
    LeadAssigned assigned = world.said(LeadAssigned.class).getFirst();
    assertThat(assigned.candidates()).hasSize(PoolTurnout.MOST_CANDIDATES + 1);
    assertThat(assigned.candidates().getLast().rep()).isEqualTo("rep-199");
    assertThat(assigned.because())
        .contains(Reason.matched("pool:inbound", "1 of 200 available, 199 PAUSED"));
  }

  private AssignmentEnded ended(
      LeadSnapshot lead, End end, boolean paidBack, String rule, String why) {
    LeadAssigned assigned =
        world.said(LeadAssigned.class).stream()
            .filter(said -> said.lead().id().equals(lead.id()))
            .findFirst()
            .orElseThrow();
    return new AssignmentEnded(
        lead.id(),
        1,
        assigned.owner(),
        assigned.pool(),
        end,
        paidBack,
        List.of(Reason.matched(rule, why)));
  }
}
