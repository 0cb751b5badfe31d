package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.at;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.lifecycle.application.AskTransition.Result;
import dev.leadline.policy.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AskTransitionTest {
  private static final Policy POLICY = ShippedPolicy.load();
  private static final LeadSnapshot ADA = aLead(1).build();
  private static final LeadSnapshot BO = aLead(2).build();
  private static final Duration COOL_DOWN = Duration.ofDays(30);

  private final LifecycleWithoutInfrastructure lifecycle =
      new LifecycleWithoutInfrastructure(POLICY);

  @Test
  void whatIsAllowedIsDone() {
    // given
    lifecycle.batch(captured(ADA, 0)).at(MONDAY_MORNING.plusSeconds(60));
    // when
    Result result = lifecycle.ask(ADA.id(), "sql", null, "subscriber");
    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.InStage.class, there -> assertThat(there.lead().stage()).isEqualTo("sql"));
    Envelope<?> entered = lifecycle.said().getLast();
    assertThat(entered.time()).isEqualTo(MONDAY_MORNING.plusSeconds(60));
    assertThat(entered.causationId()).isNull();
    assertThat(((StageEntered) entered.event()).actor().name()).isEqualTo("olga");
    assertThat(counted("leadline.stage.entered")).isEqualTo(1);
  }

  @Test
  void whatIsNotAllowedIsRefusedAndRaisedUnderOneCorrelation() {
    // given
    lifecycle.batch(captured(ADA, 0));
    lifecycle.ask(ADA.id(), "customer", null, null);
    // when
    Result result = lifecycle.ask(ADA.id(), "sal", null, null);
    // then
    assertThat(result)
        .isEqualTo(
            new Result.Refused("customer", 1, "No transition leads from 'customer' to 'sal'"));
    assertThat(lifecycle.said(TransitionRefused.class)).hasSize(1);
    assertThat(lifecycle.said(ExceptionRaised.class)).hasSize(1);
    assertThat(lifecycle.said().subList(2, 4))
        .extracting(Envelope::correlationId)
        .containsOnly(lifecycle.said().get(2).correlationId());
    assertThat(counted("leadline.transitions.refused")).isEqualTo(1);
    assertThat(counted("leadline.exceptions")).isEqualTo(1);
  }

  @Test
  void whoBelievesTheLeadElsewhereIsToldWhereItIs() {
    // given
    lifecycle.batch(captured(ADA, 0));
    // when
    Result result = lifecycle.ask(ADA.id(), "sql", null, "mql");
    // then
    assertThat(result).isEqualTo(new Result.Elsewhere("subscriber", 1));
    assertThat(lifecycle.said()).hasSize(1);
  }

  @Test
  void aReasonThatIsNeededIsAskedForAndNothingIsRaised() {
    // given
    lifecycle.batch(captured(ADA, 0));
    // when
    Result result = lifecycle.ask(ADA.id(), "disqualified", null, null);
    // then
    assertThat(result).isInstanceOf(Result.ReasonNeeded.class);
    assertThat(lifecycle.said()).hasSize(1);
  }

  @Test
  void whoIsNotKnownOrForgottenOrMergedIsNotMoved() {
    // given
    lifecycle.batch(captured(BO, 0), at(1, new LeadsMerged(BO, ADA.id(), BO.id(), "email")));
    // when, then
    assertThat(lifecycle.ask(ADA.id(), "sql", null, null)).isEqualTo(new Result.NotKnown());
    assertThat(lifecycle.ask(BO.id(), "sql", null, null)).isEqualTo(new Result.Merged(ADA.id()));
    lifecycle.batch(at(2, new LeadErased(BO.id())));
    assertThat(lifecycle.ask(BO.id(), "sql", null, null)).isEqualTo(new Result.NotKnown());
  }

  @Test
  void aPersonsDecisionIsNotUndoneInTheSameBreath() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
    lifecycle.at(MONDAY_MORNING.plusSeconds(120));
    lifecycle.ask(ADA.id(), "disqualified", "spam", null);
    // when
    Result result = lifecycle.ask(ADA.id(), "lead", "mistake", null);
    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.InStage.class, there -> assertThat(there.lead().stage()).isEqualTo("lead"));
    assertThat(lifecycle.lead(1).visit()).isEqualTo(2);
  }

  @Test
  void aRecycledLeadThatIsStillGoodQualifiesOnceItHasRested() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 0));
    lifecycle.ask(ADA.id(), "recycled", "not-ready", null);
    lifecycle.batch(scored(ADA, QUALIFIED, 60));
    // when
    lifecycle.at(MONDAY_MORNING.plus(COOL_DOWN).minusSeconds(1)).wakeRested();
    String before = lifecycle.lead(1).stage();
    lifecycle.at(MONDAY_MORNING.plus(COOL_DOWN).plusSeconds(3_600)).wakeRested();
    lifecycle.wakeRested();
    // then
    assertThat(before).isEqualTo("recycled");
    assertThat(lifecycle.lead(1).stage()).isEqualTo("mql");
    assertThat(lifecycle.lead(1).visit()).isEqualTo(2);
    assertThat(lifecycle.said().getLast().time()).isEqualTo(MONDAY_MORNING.plus(COOL_DOWN));
  }

  @Test
  void whoExpectsAnEarlierVisitIsToldThatTheLeadCameBack() {
    // given: recycled, and back
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 0));
    lifecycle.ask(ADA.id(), "recycled", "not-ready", null);
    lifecycle.ask(ADA.id(), "mql", null, null);
    // when, then
    assertThat(lifecycle.ask(ADA.id(), "sal", "mql", 1)).isEqualTo(new Result.Elsewhere("mql", 2));
    assertThat(lifecycle.ask(ADA.id(), "sal", "mql", 2)).isInstanceOf(Result.InStage.class);
  }

  @Test
  void aRequestAfterTheRestWasOverFindsTheLeadAwakeThoughNoTimerRan() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 0));
    lifecycle.ask(ADA.id(), "recycled", "not-ready", null);
    // when
    lifecycle.at(MONDAY_MORNING.plus(COOL_DOWN).plusSeconds(5));
    Result result = lifecycle.ask(ADA.id(), "sal", null, null);
    // then
    assertThat(result).isInstanceOf(Result.InStage.class);
    assertThat(lifecycle.entered()).endsWith("recycled", "mql", "sal");
    assertThat(lifecycle.lead(1).visits()).containsEntry("mql", 2);
  }

  private double counted(String name) {
    return lifecycle.metrics.get(name).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
