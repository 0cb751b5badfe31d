package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.routing.roster.Presence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final LeadSnapshot LEAD = aLead(1).build();
  private static final LeadId ID = LEAD.id();

  private final World world = new World();

  @BeforeEach
  void anOfferHasToBeAnsweredInFiveMinutes() {
    world.pool(
        "inbound",
        Method.WEIGHTED_ROUND_ROBIN,
        Duration.ofMinutes(5),
        World.queue("triage"),
        "ana",
        "bo",
        "chen");
  }

  @Test
  void anOfferEndsAfterTheOwnersWorkingTime() {
    // given the office closes at 16:00 UTC, and opens again a week later
    world.rep("ana", "office", new Caps(null, null, null));
    world.now = MONDAY_MORNING.plus(Duration.ofMinutes(7 * 60 - 2));
    // when
    world.qualifies(LEAD);
    // then
    assertThat(world.said(LeadAssigned.class).getFirst().acceptBy())
        .isEqualTo("2026-03-09T08:03:00Z");
    assertThat(world.said(LeadAssigned.class).getFirst().ownerCalendar()).isEqualTo("office");
  }

  @Test
  void anOwnerWhoAcceptsKeepsTheLead() {
    // given
    world.qualifies(LEAD);
    // when
    world.decide(ID, new RoutingInput.Accept(World.PERSON, "ana"));
    world.now = world.now.plus(Duration.ofHours(1));
    world.timer(ID);
    // then
    assertThat(world.said(AssignmentAccepted.class)).hasSize(1);
    assertThat(world.said(AssignmentExpired.class)).isEmpty();
    assertThat(world.lead(ID).standing()).isEqualTo(new Standing.Assigned(true));
  }

  @Test
  void anotherRepCannotAccept() {
    // given
    world.qualifies(LEAD);
    // when
    Decision decision = world.decide(ID, new RoutingInput.Accept(World.PERSON, "bo"));
    // then
    assertThat(decision)
        .isEqualTo(new Decision.Refused(world.lead(ID), "is with 'ana', not with 'bo'"));
  }

  @Test
  void aDeclinedLeadIsPaidBackAndGoesToTheNext() {
    // given
    world.qualifies(LEAD);
    // when
    world.declines(ID);
    // then
    assertThat(world.said(AssignmentDeclined.class).getFirst().owner()).isEqualTo("ana");
    LeadAssigned next = world.said(LeadAssigned.class).getLast();
    assertThat(next.owner()).isEqualTo("bo");
    assertThat(next.assignment()).isEqualTo(2);
    assertThat(next.candidates().getFirst().skipped()).isEqualTo(SkipReason.DECLINED_ALREADY);
    assertThat(world.ledger("inbound").debt("ana")).isEqualTo(Fraction.ZERO);
    assertThat(world.ledger("inbound").received("ana")).isZero();
    assertThat(world.books.rep("ana").open()).isZero();
    assertThat(world.books.rep("bo").open()).isEqualTo(1);
  }

  @Test
  void aLeadThatEveryoneDeclinesIsAnException() {
    // given
    world.qualifies(LEAD);
    // when
    world.declines(ID);
    world.declines(ID);
    world.declines(ID);
    // then
    assertThat(world.lead(ID).standing()).isEqualTo(new Standing.Queued("triage"));
    assertThat(world.said(ExceptionRaised.class).getFirst().detail())
        .isEqualTo(
            "Lead is in queue 'triage': pool 'inbound': 0 of 3 available, 3 DECLINED_ALREADY");
  }

  @Test
  void anOfferThatNobodyAnswersExpiresAndGoesToTheNext() {
    // given
    world.qualifies(LEAD);
    // when
    world.now = world.now.plus(Duration.ofMinutes(5));
    world.timer(ID);
    // then
    AssignmentExpired expired = world.said(AssignmentExpired.class).getFirst();
    assertThat(expired.owner()).isEqualTo("ana");
    assertThat(expired.offeredAt()).isEqualTo(MONDAY_MORNING);
    assertThat(world.ownerOf(LEAD)).isEqualTo("bo");
    assertThat(world.ledger("inbound").received("ana")).isZero();
  }

  @Test
  void anOfferThatIsNotYetDueStays() {
    // given
    world.qualifies(LEAD);
    // when
    world.now = world.now.plus(Duration.ofMinutes(4));
    world.timer(ID);
    // then
    assertThat(world.said).hasSize(1);
  }

  @Test
  void theServiceLevelMovesALeadFromAnOwnerWhoDoesNotAct() {
    // given
    world.qualifies(LEAD);
    // when
    world.decide(ID, new RoutingInput.OwnerTooSlow(LEAD, "ana", "100%"));
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("bo");
  }

  @Test
  void aRequestOfTheServiceLevelThatCameTooLateIsPassedOver() {
    // given
    world.qualifies(LEAD);
    world.declines(ID);
    // when
    world.decide(ID, new RoutingInput.OwnerTooSlow(LEAD, "ana", "100%"));
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("bo");
  }

  @Test
  void whenNobodyElseCanTakeItTheOwnerKeepsIt() {
    // given
    world.declare("bo", Presence.PAUSED);
    world.declare("chen", Presence.PAUSED);
    world.qualifies(LEAD);
    // when
    world.decide(ID, new RoutingInput.OwnerTooSlow(LEAD, "ana", "100%"));
    // then
    assertThat(world.ownerOf(LEAD)).isEqualTo("ana");
    assertThat(world.said(LeadAssigned.class)).hasSize(1);
    assertThat(world.said(ExceptionRaised.class).getFirst().detail())
        .isEqualTo("Nobody else can take the lead, so it stays with 'ana'");
    assertThat(world.ledger("inbound").received("ana")).isEqualTo(1);
  }

  @Test
  void aPersonGivesTheLeadToSomebody() {
    // given
    world.qualifies(LEAD);
    // when
    world.decide(ID, new RoutingInput.Move(World.PERSON, "dana", "knows them"));
    // then
    LeadAssigned moved = world.said(LeadAssigned.class).getLast();
    assertThat(moved.owner()).isEqualTo("dana");
    assertThat(moved.rule()).isEqualTo("manual");
    assertThat(moved.pool()).isNull();
    assertThat(world.ledger("inbound").received("ana")).isZero();
    assertThat(world.books.rep("ana").open()).isZero();
  }

  @Test
  void aLeadGivenByAPersonCountsWhenThePoolSaysSo() {
    // given
    world.countManual = true;
    anOfferHasToBeAnsweredInFiveMinutes();
    world.qualifies(LEAD);
    // when
    world.decide(ID, new RoutingInput.Move(World.PERSON, "chen", ""));
    // then
    assertThat(world.ledger("inbound").received("chen")).isEqualTo(1);
    assertThat(world.ledger("inbound").debt("chen")).isEqualTo(Fraction.of(-2, 3));
  }

  @Test
  void nobodyInactiveIsGivenALeadByHandEither() {
    // given
    world.qualifies(LEAD);
    world.deactivate("dana");
    // when
    Decision decision = world.decide(ID, new RoutingInput.Move(World.PERSON, "dana", ""));
    // then
    assertThat(decision)
        .isEqualTo(
            new Decision.Refused(world.lead(ID), "cannot be given to 'dana', who is INACTIVE"));
  }

  @Test
  void aLeadThatIsClosedCannotBeDeclined() {
    // given
    world.qualifies(LEAD);
    world.enters(LEAD, "recycled", 1);
    // when
    Decision decision = world.declines(ID);
    // then
    assertThat(decision).isEqualTo(new Decision.Refused(world.lead(ID), "is closed"));
    assertThat(List.of(world.books.rep("ana").open())).containsExactly(0);
  }
}
