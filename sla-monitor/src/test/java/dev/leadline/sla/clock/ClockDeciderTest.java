package dev.leadline.sla.clock;

import static dev.leadline.sla.clock.Told.NINE;
import static dev.leadline.sla.clock.Told.activity;
import static dev.leadline.sla.clock.Told.all;
import static dev.leadline.sla.clock.Told.clock;
import static dev.leadline.sla.clock.Told.merged;
import static dev.leadline.sla.clock.Told.minute;
import static dev.leadline.sla.clock.Told.move;
import static dev.leadline.sla.clock.Told.nobody;
import static dev.leadline.sla.clock.Told.owner;
import static dev.leadline.sla.clock.Told.stage;
import static dev.leadline.sla.clock.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.sla.SlaPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockDeciderTest {
  private static final Promises ALWAYS = SlaPolicies.always();
  private static final Promises OWNERS_HOURS =
      SlaPolicies.with(Duration.ofHours(4), new Hours.Owner());

  @Test
  void enteringTheStageStartsTheClock() {
    // when
    Decision decision = all(ALWAYS, stage(0, "lead", 1), stage(0, "mql", 1));

    // then
    assertThat(outcomes(decision)).containsExactly("started");
    ClockStarted started = (ClockStarted) event(decision, 0);
    assertThat(started.startedAt()).isEqualTo(NINE);
    assertThat(started.due()).isEqualTo(minute(15));
    assertThat(started.clock().visit()).isEqualTo(1);
    assertThat(clock(decision).standing().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void theFirstTouchOfARepMeetsTheClockOnce() {
    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), owner(0, "ana", null), touch(5), touch(7));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "met");
    ClockMet met = (ClockMet) event(decision, 1);
    assertThat(met.metAt()).isEqualTo(minute(5));
    assertThat(met.used()).isEqualTo(Duration.ofMinutes(5));
    assertThat(met.breached()).isFalse();
    assertThat(met.clock().owner()).isEqualTo("ana");
  }

  @Test
  void aTouchThatOvertakesTheStartStillCounts() {
    // when
    Decision decision = all(ALWAYS, touch(5), stage(0, "mql", 1));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "met");
    assertThat(clock(decision).standing().closedAt()).isEqualTo(minute(5));
  }

  @Test
  void aTouchBeforeTheStartDoesNotCount() {
    // when
    Decision decision = all(ALWAYS, touch(-5), stage(0, "mql", 1));

    // then
    assertThat(outcomes(decision)).containsExactly("started");
  }

  @Test
  void anEarlierTouchThatIsHeardOfLaterMovesTheEndForward() {
    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), touch(9), touch(4));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "met", "revised");
    assertThat(clock(decision).standing().closedAt()).isEqualTo(minute(4));
  }

  @Test
  void aClockMetAfterItsBudgetIsSaidToBeBreachedFirst() {
    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), touch(20));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "breached", "met-late");
    assertThat(decision.rungs())
        .containsExactly(
            new FiredRung(
                clock(decision).terms().id(),
                "100%",
                SlaPolicies.BUDGET,
                minute(15),
                minute(20).plusSeconds(2),
                List.of()));
    assertThat(clock(decision).climbed()).isEqualTo(SlaPolicies.BUDGET);
  }

  @Test
  void aPauseKeepsTheTimeUsed() {
    // when
    Decision decision =
        all(ALWAYS, stage(0, "mql", 1), stage(5, "recycled", 1), stage(60, "lead", 2), touch(63));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "paused", "resumed", "met");
    assertThat(clock(decision).standing().used()).isEqualTo(Duration.ofMinutes(8));
  }

  @Test
  void aNewVisitHasAClockOfItsOwn() {
    // when
    Decision decision =
        all(ALWAYS, stage(0, "mql", 1), stage(5, "recycled", 1), stage(60, "mql", 2));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "paused", "cancelled", "started");
    assertThat(decision.lead().clocks().get(0).standing().cause()).isEqualTo("visit:mql:2");
    assertThat(decision.lead().clocks().get(1).standing().startedAt()).isEqualTo(minute(60));
  }

  @Test
  void aLeadThatWasRecycledAndIsQualifiedByAnOlderActivityIsQualified() {
    // given
    Observation recycled = stage(10, "recycled", 1);
    Observation qualified =
        move("stage-entered", minute(8), minute(11), "late", new Move.Stage("mql", 2));

    // when
    Decision decision = all(ALWAYS, recycled, qualified);

    // then
    assertThat(clock(decision).standing().phase()).isEqualTo(Phase.RUNNING);
    assertThat(clock(decision).standing().startedAt()).isEqualTo(minute(10));
  }

  @Test
  void disqualifyingCancels() {
    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), stage(3, "disqualified", 1), touch(4));

    // then
    assertThat(outcomes(decision)).containsExactly("started", "cancelled");
    assertThat(clock(decision).standing().cause()).isEqualTo("stage:disqualified");
  }

  @Test
  void mergingCancels() {
    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), merged(3));

    // then
    assertThat(clock(decision).standing().cause()).isEqualTo("merged");
  }

  @Test
  void anEventCanCancel() {
    // given
    Observation suppressed = move("lead-suppressed", minute(0), "suppressed", new Move.Other());

    // when
    Decision decision = all(ALWAYS, stage(0, "mql", 1), suppressed);

    // then
    assertThat(clock(decision).standing().cause()).isEqualTo("event:lead-suppressed");
  }

  @Test
  void whatIsLeftIsComputedAnewInTheNewOwnersHours() {
    // when: three of four hours are used by noon, and the new owner works from seven to three
    Decision decision =
        all(
            OWNERS_HOURS,
            stage(3 * 60, "mql", 1),
            owner(3 * 60, "ana", "office"),
            owner(6 * 60, "bo", "early"));

    // then: one hour is left at 15:00, when the early bird has gone; Tuesday 8:00
    assertThat(outcomes(decision)).containsExactly("started", "rescheduled");
    assertThat(clock(decision).standing().used()).isEqualTo(Duration.ofHours(3));
    assertThat(clock(decision).standing().due()).isEqualTo(minute(23 * 60));
    assertThat(clock(decision).standing().calendar()).isEqualTo("early");
  }

  @Test
  void aLeadOfSaturdayThreeIsDueOnMondayAtOne() {
    // given
    int saturdayAtThree = (5 * 24 + 6) * 60;

    // when
    Decision decision =
        all(
            OWNERS_HOURS,
            stage(saturdayAtThree, "mql", 1),
            owner(saturdayAtThree, "ana", "office"));

    // then
    assertThat(clock(decision).standing().due()).isEqualTo(Instant.parse("2026-03-09T13:00:00Z"));
  }

  @Test
  void beforeAnOwnerIsKnownEveryHourCounts() {
    // when
    Decision decision = all(OWNERS_HOURS, stage(10 * 60, "mql", 1), nobody(10 * 60));

    // then
    assertThat(clock(decision).standing().calendar()).isEqualTo("always");
    assertThat(clock(decision).standing().due()).isEqualTo(minute(14 * 60));
  }

  @Test
  void aLeadThatWaitsForAPoolWaitsInItsHours() {
    // given: the shipped pool `dach` works in berlin, which this policy lacks; `always` steps in
    Observation held =
        move("lead-queued", minute(0), "held", new Move.Owner(null, null, "no-such-pool"));

    // when
    Decision decision = all(OWNERS_HOURS, stage(0, "mql", 1), held);

    // then
    assertThat(clock(decision).standing().calendar()).isEqualTo("always");
    assertThat(clock(decision).standing().owner()).isNull();
  }

  @Test
  void theElapsedTimeIsSplitBySystemsWaitingAndPeople() {
    // given: qualified at 16:00, assigned two seconds later, touched the next day at 9:30
    int four = 7 * 60;

    // when
    Decision decision =
        all(OWNERS_HOURS, stage(four, "mql", 1), owner(four, "ana", "office"), touch(24 * 60 + 30));

    // then
    assertThat(clock(decision).standing().split())
        .isEqualTo(
            new TimeSplit(
                Duration.ofSeconds(2),
                Duration.ofHours(16),
                Duration.ofMinutes(90).minusSeconds(2)));
  }

  @Test
  void whoHadTheLeadBeforeLeavesNothingToTheSystems() {
    // when
    Decision decision = all(ALWAYS, owner(-60, "ana", null), stage(0, "mql", 1), touch(5));

    // then
    assertThat(clock(decision).standing().split())
        .isEqualTo(new TimeSplit(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5)));
  }

  @Test
  void theFirstAnswerIsTheEarliestTouch() {
    // when
    Decision decision = all(ALWAYS, touch(9), touch(4), activity(1, "page_viewed"));

    // then
    assertThat(decision.lead().firstResponse()).isEqualTo(minute(4));
  }

  @Test
  void anOwnerResolvesTheLackOfOne() {
    // given
    LeadClocks lead = all(ALWAYS, stage(0, "mql", 1)).lead().withOwnerless(true);

    // when
    Decision decision = ClockDecider.take(lead, owner(9, "ana", null), ALWAYS, minute(9));

    // then
    assertThat(event(decision, 0)).isInstanceOf(ExceptionResolved.class);
    assertThat(decision.lead().ownerless()).isFalse();
  }

  @Test
  void theSameEventTwiceIsOneEvent() {
    // given
    Decision once = all(ALWAYS, stage(0, "mql", 1));

    // when
    Decision twice = all(ALWAYS, stage(0, "mql", 1), stage(0, "mql", 1));

    // then
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void theClockOfAVisitHasOneId() {
    // when
    Decision first = all(ALWAYS, stage(0, "mql", 1));
    Decision other = all(ALWAYS, stage(30, "mql", 1));

    // then
    assertThat(clock(first).terms().id()).isEqualTo(clock(other).terms().id());
  }

  static List<String> outcomes(Decision decision) {
    return decision.sayings().stream().map(Saying::outcome).toList();
  }

  private static Object event(Decision decision, int index) {
    return java.util.Objects.requireNonNull(decision.sayings().get(index).event());
  }
}
