package dev.leadline.sla.ladder;

import static dev.leadline.sla.clock.Told.all;
import static dev.leadline.sla.clock.Told.minute;
import static dev.leadline.sla.clock.Told.owner;
import static dev.leadline.sla.clock.Told.stage;
import static dev.leadline.sla.clock.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.clock.Decision;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Promises;
import dev.leadline.sla.clock.Saying;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EscalationTest {
  private static final Promises POLICY = SlaPolicies.always();
  private static final LeadClocks OWNED =
      all(POLICY, stage(0, "mql", 1), owner(0, "ana", null)).lead();
  private static final LeadClocks NOBODYS = all(POLICY, stage(0, "mql", 1)).lead();

  @Test
  void nothingFiresBeforeItsTime() {
    // when
    Decision decision = Escalation.climb(OWNED, POLICY, minute(7));

    // then
    assertThat(decision).isEqualTo(Decision.nothing(OWNED));
    assertThat(Escalation.next(OWNED, POLICY)).contains(minute(7).plusSeconds(30));
  }

  @Test
  void halfOfTheBudgetWarnsTheOwner() {
    // when
    Decision decision = Escalation.climb(OWNED, POLICY, minute(8));

    // then
    ClockWarned warned = (ClockWarned) event(decision, 0);
    assertThat(warned.rung()).isEqualTo("50%");
    assertThat(warned.action()).isEqualTo("notify:owner");
    assertThat(warned.at()).isEqualTo(minute(7).plusSeconds(30));
    assertThat(warned.late()).isFalse();
    assertThat(Escalation.next(decision.lead(), POLICY)).contains(minute(12));
  }

  @Test
  void theBreachIsToldAndAsksForAnotherOwner() {
    // given
    LeadClocks warned = Escalation.climb(OWNED, POLICY, minute(12)).lead();

    // when
    Decision decision = Escalation.climb(warned, POLICY, minute(15));

    // then
    assertThat(event(decision, 0)).isInstanceOf(ClockBreached.class);
    assertThat(((ReassignmentRequested) event(decision, 1)).owner()).isEqualTo("ana");
  }

  @Test
  void afterDowntimeOverdueRungsFireAtOnceInOrderMarkedLate() {
    // when
    Decision decision = Escalation.climb(OWNED, POLICY, minute(60));

    // then
    assertThat(decision.rungs())
        .extracting(FiredRung::name)
        .containsExactly("50%", "80%", "100%", "200%");
    assertThat(decision.rungs()).allMatch(FiredRung::late);
    assertThat(Escalation.next(decision.lead(), POLICY)).isEmpty();
  }

  @Test
  void whatHasFiredDoesNotFireAgain() {
    // given
    LeadClocks climbed = Escalation.climb(OWNED, POLICY, minute(60)).lead();

    // when
    Decision again = Escalation.climb(climbed, POLICY, minute(90));

    // then
    assertThat(again).isEqualTo(Decision.nothing(climbed));
  }

  @Test
  void anotherOwnerDoesNotMakeARungFireAgain() {
    // given
    LeadClocks climbed = Escalation.climb(OWNED, POLICY, minute(8)).lead();

    // when
    LeadClocks moved =
        dev.leadline.sla.clock.ClockDecider.take(
                climbed, owner(8, "bo", "office"), POLICY, minute(8))
            .lead();

    // then
    assertThat(Escalation.climb(moved, POLICY, minute(9)).rungs()).isEmpty();
  }

  @Test
  void aRungWithoutAnOwnerRaisesAnException() {
    // when
    Decision decision = Escalation.climb(NOBODYS, POLICY, minute(8));

    // then
    ExceptionRaised raised = (ExceptionRaised) event(decision, 0);
    assertThat(raised.reason()).isEqualTo(ExceptionReason.CLOCK_WITHOUT_OWNER);
    assertThat(raised.detail())
        .isEqualTo(
            "Clock 'speed-to-lead' of visit 1 reached 50% of its budget, where 'notify:owner' needs"
                + " an owner, and found none");
    assertThat(decision.lead().ownerless()).isTrue();
  }

  @Test
  void nobodyIsAskedToReassignALeadThatNobodyHas() {
    // when
    Decision decision = Escalation.climb(NOBODYS, POLICY, minute(15));

    // then
    assertThat(decision.sayings())
        .extracting(Saying::event)
        .noneMatch(ReassignmentRequested.class::isInstance);
  }

  @Test
  void aMetClockClimbsNoFurther() {
    // given
    LeadClocks met = all(POLICY, stage(0, "mql", 1), touch(5)).lead();

    // when
    Decision decision = Escalation.climb(met, POLICY, minute(60));

    // then
    assertThat(decision.sayings()).isEmpty();
    assertThat(Escalation.next(met, POLICY)).isEmpty();
  }

  @Test
  void aPausedClockWaitsForNoRung() {
    // given
    LeadClocks paused = all(POLICY, stage(0, "mql", 1), stage(5, "recycled", 1)).lead();

    // then
    assertThat(Escalation.next(paused, POLICY)).isEmpty();
  }

  @Test
  void theEventsOfARungAreNamedByClockAndRung() {
    // when
    Decision soon = Escalation.climb(OWNED, POLICY, minute(8));
    Decision late = Escalation.climb(OWNED, POLICY, minute(8).plus(Duration.ofMillis(300)));

    // then
    assertThat(moments(soon)).isEqualTo(moments(late)).doesNotContainNull();
  }

  @Test
  void aRungAfterTheBreachIsReachedByTheWorkingTimeSince() {
    // given
    Promises paging =
        laddered(Rung.afterBreach(Duration.ofMinutes(60), new Action.Page("on-call")));
    LeadClocks lead = all(paging, stage(0, "mql", 1), owner(0, "ana", null)).lead();

    // when
    Decision decision = Escalation.climb(lead, paging, minute(75));

    // then
    assertThat(decision.rungs()).extracting(FiredRung::name).containsExactly("100%", "+PT1H");
    assertThat(decision.rungs().getLast().at()).isEqualTo(minute(75));
    assertThat(((ClockWarned) event(decision, 1)).action()).isEqualTo("page:on-call");
  }

  @Test
  void pausingARepTellsOfTheirOwnerAndAsksForOne() {
    // given
    Promises pausing = laddered(new Rung(100, new Action.PauseRep()));
    LeadClocks owned = all(pausing, stage(0, "mql", 1), owner(0, "ana", null)).lead();
    LeadClocks nobodys = all(pausing, stage(0, "mql", 1)).lead();

    // then
    ClockWarned warned = (ClockWarned) event(Escalation.climb(owned, pausing, minute(15)), 1);
    assertThat(warned.action()).isEqualTo("pause-rep");
    assertThat(warned.clock().owner()).isEqualTo("ana");
    assertThat(Escalation.climb(nobodys, pausing, minute(15)).sayings())
        .extracting(Saying::outcome)
        .containsExactly("breached", "without-owner");
  }

  private static Promises laddered(Rung rung) {
    Target target = POLICY.policy().sla().targets().getFirst();
    return SlaPolicies.of(
        new Target(
            target.id(),
            target.starts(),
            target.stops(),
            target.pauses(),
            target.cancels(),
            target.within(),
            target.hours(),
            List.of(rung)));
  }

  private static List<Saying.Moment> moments(Decision decision) {
    return decision.sayings().stream()
        .map(saying -> Objects.requireNonNull(saying.moment()))
        .toList();
  }

  private static Object event(Decision decision, int index) {
    return Objects.requireNonNull(decision.sayings().get(index).event());
  }
}
