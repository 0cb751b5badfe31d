package dev.leadline.lifecycle.stage;

import static dev.leadline.lifecycle.Scores.COLD;
import static dev.leadline.lifecycle.Scores.HAND_RAISED;
import static dev.leadline.lifecycle.Scores.INTERESTED;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.lifecycle.ShippedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageMachineTest {
  private static final StageMachine MACHINE = new StageMachine(ShippedPolicy.load().lifecycle());
  private static final LeadSnapshot ADA = aLead().build();
  private static final Actor CRM = new Actor(Actor.Kind.CRM, "hubspot");
  private static final Actor REP = new Actor(Actor.Kind.REP, "ana");
  private static final Instant LATER = MONDAY_MORNING.plus(Duration.ofDays(1));
  private static final Duration COOL_DOWN = Duration.ofDays(30);

  @Test
  void aNewLeadEntersTheFirstStage() {
    // when
    Move move = MACHINE.enter(ADA, MONDAY_MORNING);
    // then
    assertThat(move.from()).isNull();
    assertThat(move.after().stage()).isEqualTo("subscriber");
    assertThat(move.after().visit()).isEqualTo(1);
    assertThat(move.after().enteredAt()).isEqualTo(MONDAY_MORNING);
    assertThat(move.actor()).isEqualTo(Actor.system("lifecycle"));
  }

  @Test
  void aLeadMovesByItselfAsSoonAsAGuardHolds() {
    // given
    StagedLead lead = subscriber().scored(INTERESTED, null);
    // when
    List<Move> moves = MACHINE.advance(lead, LATER);
    // then
    assertThat(moves).singleElement().extracting(move -> move.after().stage()).isEqualTo("lead");
    assertThat(moves.getFirst().because())
        .first()
        .extracting(Reason::rule, Reason::verdict)
        .containsExactly("identified", Reason.Verdict.MATCHED);
  }

  @Test
  void severalMovesAreMadeOneAfterTheOther() {
    // given
    StagedLead lead = subscriber().scored(QUALIFIED, null);
    // when
    List<Move> moves = MACHINE.advance(lead, LATER);
    // then
    assertThat(moves).extracting(Move::from).containsExactly("subscriber", "lead");
    assertThat(moves.getLast().after().stage()).isEqualTo("mql");
    assertThat(moves.getLast().after().visits())
        .containsEntry("subscriber", 1)
        .containsEntry("lead", 1)
        .containsEntry("mql", 1);
  }

  @Test
  void aLeadStaysWhenNoGuardHolds() {
    assertThat(MACHINE.advance(subscriber().scored(COLD, null), LATER)).isEmpty();
  }

  @Test
  void aCrmMayMoveALeadForward() {
    // when
    Answer answer = MACHINE.ask(subscriber(), new Ask("sql", CRM, null), LATER);
    // then
    assertThat(answer).isInstanceOf(Answer.Moved.class);
    assertThat(moved(answer).actor()).isEqualTo(CRM);
  }

  @Test
  void theStageThatALeadIsInIsNoMove() {
    assertThat(MACHINE.ask(subscriber(), new Ask("subscriber", CRM, null), LATER))
        .isEqualTo(new Answer.AlreadyThere());
  }

  @Test
  void aMoveThatThePolicyDoesNotHaveIsRefused() {
    // given
    StagedLead customer =
        moved(MACHINE.ask(subscriber(), new Ask("customer", CRM, null), LATER)).after();
    // when
    Answer answer = MACHINE.ask(customer, new Ask("mql", CRM, null), LATER);
    // then
    assertThat(answer)
        .isEqualTo(new Answer.Refused("No transition leads from 'customer' to 'mql'", List.of()));
  }

  @Test
  void aMoveForOthersIsRefused() {
    assertThat(MACHINE.ask(subscriber(), new Ask("lead", REP, null), LATER))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.refusal()).endsWith(", not for REP"));
  }

  @Test
  void aStageThatThePolicyDoesNotHaveIsRefused() {
    assertThat(MACHINE.ask(subscriber(), new Ask("prospect", CRM, null), LATER))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.refusal())
                    .startsWith("The policy has no stage 'prospect'; it has [subscriber, lead,"));
  }

  @Test
  void aMoveThatNeedsAReasonNeedsOneOfItsOwn() {
    // given
    Ask without = new Ask("disqualified", REP, null);
    Ask unknown = new Ask("disqualified", REP, "boring");
    Ask good = new Ask("disqualified", REP, "spam");
    // when, then
    assertThat(MACHINE.ask(subscriber(), without, LATER)).isInstanceOf(Answer.ReasonNeeded.class);
    assertThat(MACHINE.ask(subscriber(), unknown, LATER))
        .isInstanceOfSatisfying(
            Answer.ReasonNeeded.class,
            needed -> {
              assertThat(needed.reasons()).contains("spam");
              assertThat(needed.refusal()).endsWith(": 'boring' is none of them");
            });
    assertThat(moved(MACHINE.ask(subscriber(), good, LATER)).reason()).isEqualTo("spam");
  }

  @Test
  void aRecycledLeadDoesNotQualifyAgainBeforeItHasRested() {
    // given
    StagedLead recycled = recycled().scored(QUALIFIED, null);
    // when, then
    assertThat(MACHINE.advance(recycled, LATER.plus(COOL_DOWN).minusSeconds(1))).isEmpty();
    assertThat(MACHINE.advance(recycled, LATER.plus(COOL_DOWN)))
        .singleElement()
        .satisfies(move -> {
          assertThat(move.after().stage()).isEqualTo("mql");
          assertThat(move.after().visit()).isEqualTo(2);
          assertThat(move.after().restsUntil()).isNull();
        });
  }

  @Test
  void aRecycledLeadThatAsksToBeContactedNeedNotRest() {
    // given
    StagedLead askedBefore = recycled().scored(HAND_RAISED, LATER);
    StagedLead askedSince = recycled().scored(HAND_RAISED, LATER.plusSeconds(1));
    // when, then
    assertThat(MACHINE.advance(askedBefore, LATER.plusSeconds(2))).isEmpty();
    assertThat(MACHINE.advance(askedSince, LATER.plusSeconds(2)))
        .extracting(move -> move.after().stage())
        .containsExactly("mql");
  }

  @Test
  void anOwnerWhoTakesALeadAcceptsIt() {
    // given
    StagedLead mql = MACHINE.advance(subscriber().scored(QUALIFIED, null), LATER).getLast().after();
    // when, then
    assertThat(MACHINE.onAcceptance(mql, REP, LATER))
        .hasValueSatisfying(move -> assertThat(move.after().stage()).isEqualTo("sal"));
  }

  @Test
  void aVisitNeverBeginsBeforeTheOneBeforeIt() {
    // given
    Instant earlier = MONDAY_MORNING.minus(Duration.ofDays(3));
    // when
    Move move = moved(MACHINE.ask(subscriber(), new Ask("sql", CRM, null), earlier));
    // then
    assertThat(move.after().enteredAt()).isEqualTo(MONDAY_MORNING);
  }

  private static StagedLead subscriber() {
    return MACHINE.enter(ADA, MONDAY_MORNING).after();
  }

  /// Qualified on Monday morning, recycled a day later.
  private static StagedLead recycled() {
    StagedLead mql =
        MACHINE.advance(subscriber().scored(QUALIFIED, null), MONDAY_MORNING).getLast().after();
    return moved(MACHINE.ask(mql, new Ask("recycled", REP, "not-ready"), LATER)).after();
  }

  private static Move moved(Answer answer) {
    return ((Answer.Moved) answer).move();
  }
}
