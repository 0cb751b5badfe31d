package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.Reason;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.routing.roster.Presence;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What makes a lead that was routed be routed again.
class RerouteTest {
  private static final LeadSnapshot LEAD = aLead(1).build();
  private static final LeadId ID = LEAD.id();
  private static final Duration MONTH = Duration.ofDays(30);

  private final World world = new World();

  @Test
  void whatARepHoldsGoesToOthersOnceTheyAreInactive() {
    // given
    world.qualifies(LEAD);
    world.decide(ID, new RoutingInput.Accept(World.PERSON, null));
    assertThat(world.ownerOf(LEAD)).isEqualTo("ana");
    // when
    world.deactivate("ana");
    world.timer(ID);
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("bo");
    assertThat(world.books.rep("ana").open()).isZero();
    assertThat(world.books.rep("bo").open()).isEqualTo(1);
    assertThat(world.ledger("inbound").received("ana")).isZero();
    LeadAssigned anew = world.said(LeadAssigned.class).getLast();
    assertThat(anew.assignment()).isEqualTo(2);
    assertThat(anew.because().getFirst().detail()).isEqualTo("ana is INACTIVE");
  }

  @Test
  void whatNobodyElseCanTakeDoesNotStayWithOneWhoIsInactive() {
    // given
    world.qualifies(LEAD);
    // when
    List.of("ana", "bo", "chen").forEach(world::deactivate);
    world.timer(ID);
    // then
    assertThat(world.lead(ID).standing()).isEqualTo(new Standing.Queued("triage"));
    assertThat(world.said(ExceptionRaised.class))
        .extracting(ExceptionRaised::reason)
        .containsExactly(ExceptionReason.NO_CANDIDATE);
  }

  @Test
  void whoIsOnLeaveKeepsWhatTheyHold() {
    // given
    world.qualifies(LEAD);
    // when
    world.declare("ana", Presence.ON_LEAVE);
    // then
    assertThat(world.timer(ID)).isInstanceOf(Decision.Noted.class);
    assertThat(world.ownerOf(LEAD)).isEqualTo("ana");
  }

  @Test
  void aSuppressionThatEndsLetsTheLeadGoAndDoesNotComeBack() {
    // given
    world.suppress =
        List.of(
            new Suppression("quiet", World.field("size", "big"), "Asked for quiet", MONTH, null));
    LeadSnapshot big = aLead(1).with("size", "big").build();
    world.qualifies(big);
    LeadSuppressed said = world.said(LeadSuppressed.class).getFirst();
    assertThat(said.reason()).isEqualTo("Asked for quiet");
    assertThat(said.until()).isEqualTo(MONDAY_MORNING.plus(MONTH));
    // when it is looked at too early
    world.timer(ID);
    assertThat(world.lead(ID).standing().label()).isEqualTo("suppressed");
    // and when
    world.now = MONDAY_MORNING.plus(MONTH);
    world.timer(ID);
    // then
    assertThat(world.ownerOf(big)).isEqualTo("ana");
    world.declines(ID);
    assertThat(world.ownerOf(big)).isEqualTo("bo");

    // but when it is another visit
    world.enters(big, "recycled", 1);
    world.qualifies(big, 2);
    // then
    assertThat(world.lead(ID).standing().label()).isEqualTo("suppressed");
  }

  @Test
  void aSuppressionWhoseLastDayIsOverSuppressesNobody() {
    // given
    world.suppress =
        List.of(
            new Suppression(
                "merger", World.field("size", "big"), null, null, LocalDate.parse("2026-03-02")));
    // when
    world.qualifies(aLead(1).with("size", "big").build());
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("ana");
    assertThat(world.said(LeadAssigned.class).getFirst().because().getFirst().detail())
        .isEqualTo("held until 2026-03-02");
  }

  @Test
  void eachWayToLoseALeadHasItsReason() {
    // given
    world.pool(
        "inbound",
        Method.FIRST_AVAILABLE,
        Duration.ofMinutes(5),
        World.queue("triage"),
        "ana",
        "bo",
        "chen",
        "dana");
    world.qualifies(LEAD);
    // when ana declines, bo lets the offer end, and a person takes it from chen
    world.declines(ID);
    world.now = world.now.plus(Duration.ofMinutes(6));
    world.timer(ID);
    world.decide(ID, new RoutingInput.Move(World.PERSON, null, "too small for chen"));
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("dana");
    assertThat(world.lead(ID).passedOver())
        .isEqualTo(
            Map.of(
                "ana", SkipReason.DECLINED_ALREADY,
                "bo", SkipReason.TOO_SLOW,
                "chen", SkipReason.TAKEN_AWAY));
    LeadAssigned moved = world.said(LeadAssigned.class).getLast();
    assertThat(moved.actor()).isEqualTo(World.PERSON);
    assertThat(world.said(LeadAssigned.class).getFirst().actor()).isNull();
  }

  @Test
  void aMergeEndsAnOpenOfferAndPaysItBack() {
    // given
    world.pool(
        "inbound",
        Method.WEIGHTED_ROUND_ROBIN,
        Duration.ofMinutes(5),
        World.queue("triage"),
        "ana",
        "bo");
    LeadSnapshot survivor = aLead(2).build();
    world.qualifies(LEAD);
    assertThat(world.lead(ID).standing()).isInstanceOf(Standing.Offered.class);
    // when
    world.decide(survivor.id(), new RoutingInput.TookIn(survivor, world.lead(ID)));
    world.decide(ID, new RoutingInput.Absorbed(LEAD, survivor.id()));
    // then
    assertThat(world.ledger("inbound").debt("ana")).isEqualTo(Fraction.ZERO);
    assertThat(world.books.rep("ana").open()).isZero();
    assertThat(world.said(AssignmentEnded.class).getFirst().paidBack()).isTrue();
    assertThat(world.declines(ID)).isInstanceOf(Decision.Refused.class);
    world.now = world.now.plus(Duration.ofMinutes(6));
    assertThat(world.timer(ID)).isInstanceOf(Decision.Noted.class);

    // and when the survivor asks for an owner
    world.keepOwner = List.of(KeepOwner.SAME_PERSON);
    world.qualifies(survivor);
    // then
    assertThat(world.ownerOf(survivor)).isEqualTo("ana");
  }

  @Test
  void aPolicyThatChangesBetweenTwoEventsDecidesTheSecond() {
    // given
    world.qualifies(LEAD);
    // when the pool is gone that gave the lead, and the rule leads elsewhere
    world.pools.remove("inbound");
    world.rules = List.of(new Rule("night", null, new Destination.ToPool("night")));
    world.declines(ID);
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("dana");
    assertThat(world.books.rep("ana").open()).isZero();
    assertThat(world.said(LeadAssigned.class).getLast().rule()).isEqualTo("night");
  }

  @Test
  void olderNewsThanWhatIsKnownIsNotTakenIn() {
    // given
    world.rules =
        List.of(
            new Rule("big", World.field("size", "big"), new Destination.ToPool("night")),
            new Rule("rest", null, new Destination.ToPool("inbound")));
    world.qualifies(LEAD);
    world.enters(LEAD, "recycled", 1);
    world.decide(ID, new RoutingInput.NewsHeard(aLead(1).version(3).with("size", "big").build()));
    // when the stage was entered before the news, and is heard of after it
    world.qualifies(aLead(1).version(2).with("size", "small").build(), 2);
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("dana");
  }

  @Test
  void anAnswerThatOvertakesTheAssignmentIsRefusedAndChangesNothing() {
    // when
    Decision early = world.decide(ID, new RoutingInput.Accept(World.PERSON, "ana"));
    // then
    assertThat(early).isEqualTo(new Decision.Refused(LeadRouting.unknown(ID), "is unrouted"));
    world.qualifies(LEAD);
    assertThat(world.ownerOf(LEAD)).isEqualTo("ana");
  }

  @Test
  void aWaitThatIsLookedAtAndGoesOnIsStillAWait() {
    // given
    world.pool(
        "night",
        Method.FIRST_AVAILABLE,
        null,
        new Nobody(Duration.ofHours(4), new Destination.ToQueue("triage")),
        "dana");
    world.rules = List.of(new Rule("night", null, new Destination.ToPool("night")));
    world.declare("dana", Presence.PAUSED);
    world.qualifies(LEAD);
    // when
    world.now = world.now.plus(Duration.ofMinutes(1));
    world.timer(ID);
    // then
    assertThat(world.lead(ID).standing().due()).contains(world.now.plus(Duration.ofMinutes(1)));
    assertThat(world.said).hasSize(1);
  }

  @Test
  void whatIsOpenWorkIsWhatThePolicySays() {
    // given
    world.workIn = Set.of("mql", "customer");
    world.qualifies(LEAD);
    // when
    world.enters(LEAD, "customer", 1);
    // then
    assertThat(world.books.rep("ana").open()).isEqualTo(1);
    world.enters(LEAD, "sal", 1);
    assertThat(world.books.rep("ana").open()).isZero();
    assertThat(world.lead(ID).standing().label()).isEqualTo("closed");
  }

  @Test
  void anEventTellsOfAHundredConsiderationsAndTheExplanationOfAll() {
    // given
    List<Rule> many = new ArrayList<>();
    for (int i = 0; i < 499; i++) {
      many.add(
          new Rule(
              "rule-" + i, World.field("size", "size-" + i), new Destination.ToPool("inbound")));
    }
    many.add(new Rule("everyone", null, new Destination.ToPool("inbound")));
    world.rules = many;
    // when
    Decision decision = world.qualifies(aLead(1).with("size", "none").build());
    // then
    LeadAssigned said = world.said(LeadAssigned.class).getFirst();
    assertThat(said.because()).hasSize(103);
    assertThat(said.because().get(100))
        .isEqualTo(Reason.notMatched("others", "399 more did not match"));
    assertThat(said.because().getLast().rule()).isEqualTo("pool:inbound");
    assertThat(((Decision.Decided) decision).summary().because()).hasSize(501);
  }
}
