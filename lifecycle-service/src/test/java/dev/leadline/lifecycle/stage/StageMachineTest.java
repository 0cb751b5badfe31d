package dev.leadline.lifecycle.stage;

import static dev.leadline.lifecycle.Scores.COLD;
import static dev.leadline.lifecycle.Scores.HAND_RAISED;
import static dev.leadline.lifecycle.Scores.INTERESTED;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.lifecycle.ShippedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageMachineTest {
  private static final StageMachine MACHINE = new StageMachine(ShippedPolicy.load());
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
  void aCrmsOlderWordIsAppliedOverARulesMoveAndTheVisitBeginsNoEarlier() {
    // given: qualified by a rule on Monday morning
    StagedLead mql =
        MACHINE.advance(subscriber().scored(QUALIFIED, null), MONDAY_MORNING).getLast().after();
    // when
    Move move = moved(MACHINE.ask(mql, new Ask("sql", CRM, null), MONDAY_MORNING.minusSeconds(60)));
    // then
    assertThat(move.after().enteredAt()).isEqualTo(MONDAY_MORNING);
    assertThat(move.after().askedAt()).isEqualTo(MONDAY_MORNING.minusSeconds(60));
  }

  @Test
  void aCrmsOlderWordIsRefusedOnceTheStageWasAskedForAnew() {
    // given
    StagedLead opportunity =
        moved(MACHINE.ask(subscriber(), new Ask("opportunity", REP, null), LATER)).after();
    Ask recycled = new Ask("recycled", CRM, "not-ready");
    // when, then
    assertThat(MACHINE.ask(opportunity, recycled, LATER.minusMillis(1)))
        .isEqualTo(
            new Answer.Refused(
                "That was at 2026-03-03T08:59:59.999Z, and the stage was asked for anew at"
                    + " 2026-03-03T09:00:00Z; the lead is in 'opportunity' on visit 1",
                List.of(),
                true));
    assertThat(MACHINE.ask(opportunity, recycled, LATER)).isInstanceOf(Answer.Moved.class);
  }

  @Test
  void aCrmThatTellsTheTimeInSecondsIsNotRefusedForThePartThatItLeavesOut() {
    // given
    Instant asked = LATER.plusMillis(700);
    StagedLead opportunity =
        moved(MACHINE.ask(subscriber(), new Ask("opportunity", REP, null), asked)).after();
    Ask won = new Ask("customer", CRM, null);
    // when, then
    assertThat(MACHINE.ask(opportunity, won, LATER)).isInstanceOf(Answer.Moved.class);
    assertThat(MACHINE.ask(opportunity, won, LATER.plusMillis(1)))
        .isInstanceOf(Answer.Refused.class);
    assertThat(MACHINE.ask(opportunity, won, LATER.minusSeconds(1)))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void aPersonAsksOfTheLeadAsItIsThoughAClockIsBehind() {
    // given
    StagedLead opportunity =
        moved(MACHINE.ask(subscriber(), new Ask("opportunity", CRM, null), LATER)).after();
    // when
    StagedLead customer =
        moved(MACHINE.ask(opportunity, new Ask("customer", REP, null), LATER.minusSeconds(9)))
            .after();
    // then
    assertThat(customer.enteredAt()).isEqualTo(LATER);
    assertThat(customer.askedAt()).isEqualTo(LATER);
  }

  @Test
  void anAskedMoveIsOpenOnlyWhileItsGuardHolds() {
    // given
    StageMachine guarded =
        new StageMachine(
            ShippedPolicy.with(
                "{id: large, from: customer, to: opportunity, when: lead.employees > 100, by: crm}",
                "{id: hot, from: customer, to: opportunity, when: score.total > 50, by: crm}"));
    StagedLead customer =
        moved(guarded.ask(subscriber(), new Ask("customer", CRM, null), LATER))
            .after()
            .knowing(aLead().version(2).with("employees", 20).build())
            .scored(INTERESTED, null);
    Ask again = new Ask("opportunity", CRM, null);
    // when, then
    assertThat(guarded.ask(customer, again, LATER))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.refusal())
                  .isEqualTo("No transition from 'customer' to 'opportunity' is open");
              assertThat(refused.because())
                  .extracting(Reason::rule, Reason::verdict)
                  .containsExactly(
                      tuple("large", Reason.Verdict.NOT_MATCHED),
                      tuple("hot", Reason.Verdict.NOT_MATCHED));
              assertThat(refused.because().getFirst().detail()).isEqualTo("employees=20");
            });
    assertThat(moved(guarded.ask(customer.scored(QUALIFIED, null), again, LATER)))
        .satisfies(move -> {
          assertThat(move.after().stage()).isEqualTo("opportunity");
          assertThat(move.because())
              .extracting(Reason::rule, Reason::verdict)
              .containsExactly(
                  tuple("large", Reason.Verdict.NOT_MATCHED), tuple("hot", Reason.Verdict.MATCHED));
        });
  }

  @Test
  void aStepBackNeedsItsReasonAndIsAVisitOfItsOwn() {
    // given
    StageMachine stepping =
        new StageMachine(
            ShippedPolicy.with(
                "{id: stepped-back, from: opportunity, to: sql, by: rep, reasons: [stalled]}"));
    StagedLead sql = moved(stepping.ask(subscriber(), new Ask("sql", REP, null), day(1))).after();
    StagedLead opportunity =
        moved(stepping.ask(sql, new Ask("opportunity", REP, null), day(3))).after();
    // when
    Answer silent = stepping.ask(opportunity, new Ask("sql", REP, null), day(8));
    Move back = moved(stepping.ask(opportunity, new Ask("sql", REP, "stalled"), day(8)));
    // then
    assertThat(silent)
        .isInstanceOfSatisfying(
            Answer.ReasonNeeded.class,
            needed -> assertThat(needed.reasons()).containsExactly("stalled"));
    assertThat(back.from()).isEqualTo("opportunity");
    assertThat(back.reason()).isEqualTo("stalled");
    assertThat(back.after().visit()).isEqualTo(2);
    assertThat(Visit.of(sql, day(3)).length(day(20))).isEqualTo(Duration.ofDays(2));
    assertThat(Visit.of(back.after(), null))
        .isEqualTo(new Visit(ADA.id(), 4, "sql", 2, day(8), null))
        .satisfies(visit -> assertThat(visit.length(day(9))).isEqualTo(Duration.ofDays(1)));
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

  private static Instant day(int number) {
    return MONDAY_MORNING.plus(Duration.ofDays(number));
  }

  private static Move moved(Answer answer) {
    return ((Answer.Moved) answer).move();
  }
}
