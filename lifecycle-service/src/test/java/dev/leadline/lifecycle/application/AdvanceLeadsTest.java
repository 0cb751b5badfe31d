package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.at;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.lifecycle.Scores.COLD;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.EnvelopeAssert.assertThatEnvelope;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvanceLeadsTest {
  private static final Policy POLICY = ShippedPolicy.load();
  private static final LeadSnapshot ADA = aLead(1).build();
  private static final LeadSnapshot BO = aLead(2).build();

  private final LifecycleWithoutInfrastructure lifecycle =
      new LifecycleWithoutInfrastructure(POLICY);

  @Test
  void aLeadGoesThroughTheFunnelAsItIsCapturedAndScored() {
    // given
    Envelope<?> captured = captured(ADA, 0);
    Envelope<?> scored = scored(ADA, QUALIFIED, 1);
    // when
    lifecycle.batch(captured).batch(scored);
    // then
    assertThat(lifecycle.entered()).containsExactly("subscriber", "lead", "mql");
    assertThatEnvelope(lifecycle.said().get(0)).isCausedBy(captured);
    assertThatEnvelope(lifecycle.said().get(1)).isCausedBy(scored);
    assertThat(lifecycle.said()).extracting(Envelope::id).doesNotHaveDuplicates();
    assertThat(lifecycle.said(StageEntered.class).getLast().score()).isEqualTo(QUALIFIED);
    assertThat(lifecycle.decisions())
        .extracting(DecisionRecord::outcome)
        .containsExactly("entered subscriber", "entered lead", "entered mql");
  }

  @Test
  void aScoreThatArrivesBeforeTheLeadMakesTheLead() {
    // when
    lifecycle.batch(scored(ADA, QUALIFIED, 1)).batch(captured(ADA, 0));
    // then
    assertThat(lifecycle.entered()).containsExactly("subscriber", "lead", "mql");
    assertThat(lifecycle.lead(1).stage()).isEqualTo("mql");
  }

  @Test
  void everyVisitIsKept() {
    // when
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 5));
    // then
    assertThat(lifecycle.visits())
        .containsExactly(
            new Visit(ADA.id(), 1, "subscriber", 1, minute(0), minute(5)),
            new Visit(ADA.id(), 2, "lead", 1, minute(5), minute(5)),
            new Visit(ADA.id(), 3, "mql", 1, minute(5), null));
  }

  @Test
  void leadsAreTalliedByTheStageThatTheyAreIn() {
    // when
    lifecycle.batch(captured(ADA, 0), captured(BO, 0)).batch(scored(ADA, QUALIFIED, 1));
    // then
    assertThat(lifecycle.tally())
        .containsExactlyInAnyOrderEntriesOf(Map.of("subscriber", 1, "mql", 1));
  }

  @Test
  void aCrmMovesALead() {
    // when
    lifecycle.batch(captured(ADA, 0), crmSays(ADA, Map.of("stage", "opportunity"), 1));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("opportunity");
    assertThat(lifecycle.said(StageEntered.class).getLast().actor().name()).isEqualTo("hubspot");
  }

  @Test
  void whatACrmMayNotAskForIsRefusedAndRaised() {
    // given
    lifecycle.batch(captured(ADA, 0), crmSays(ADA, Map.of("stage", "customer"), 1));
    // when
    lifecycle.batch(crmSays(ADA, Map.of("stage", "mql"), 2));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("customer");
    TransitionRefused refused = lifecycle.said(TransitionRefused.class).getFirst();
    assertThat(refused.stage()).isEqualTo("customer");
    assertThat(refused.requested()).isEqualTo("mql");
    ExceptionRaised raised = lifecycle.said(ExceptionRaised.class).getFirst();
    assertThat(raised.reason()).isEqualTo(ExceptionReason.ILLEGAL_TRANSITION);
    assertThat(raised.detail())
        .isEqualTo(
            "CRM 'hubspot' asked for stage 'mql': No transition leads from 'customer' to 'mql'");
    assertThat(raised.nextStep())
        .isEqualTo(
            "Set the stage in the CRM back to 'customer', or allow the transition in the policy");
  }

  @Test
  void aCrmThatGivesNoReasonWhereOneIsNeededIsRefused() {
    // when
    lifecycle.batch(captured(ADA, 0), crmSays(ADA, Map.of("stage", "disqualified"), 1));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("subscriber");
    assertThat(lifecycle.said(TransitionRefused.class)).hasSize(1);
  }

  @Test
  void aStageThatComesBackFromTheCrmIsNoNews() {
    // when
    lifecycle.batch(captured(ADA, 0), crmSays(ADA, Map.of("stage", "subscriber"), 1));
    // then
    assertThat(lifecycle.said()).hasSize(1);
  }

  @Test
  void anOwnerWhoAcceptsMakesItASalesAcceptedLead() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
    // when
    lifecycle.batch(accepted(ADA, "ana", 2));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("sal");
    assertThat(lifecycle.said(StageEntered.class).getLast().actor().name()).isEqualTo("ana");
  }

  @Test
  void anAcceptanceInAnyOtherStageMovesNothing() {
    // when
    lifecycle.batch(captured(ADA, 0), accepted(ADA, "ana", 2));
    // then
    assertThat(lifecycle.entered()).containsExactly("subscriber");
  }

  @Test
  void aScoreThatFadesDoesNotTakeALeadAwayFromSales() {
    // when
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1), scored(ADA, COLD, 2));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("mql");
    assertThat(lifecycle.lead(1).score()).isEqualTo(COLD);
  }

  @Test
  void anAbsorbedLeadEndsWhereItIs() {
    // given
    lifecycle.batch(captured(ADA, 0), captured(BO, 0));
    // when
    lifecycle.batch(
        at(3, new LeadsMerged(BO, ADA.id(), BO.id(), "email")), scored(BO, QUALIFIED, 4));
    // then
    assertThat(lifecycle.leads().get(BO.id())).isInstanceOf(Standing.Merged.class);
    assertThat(lifecycle.entered()).containsExactly("subscriber", "subscriber");
    assertThat(lifecycle.visits().getLast().leftAt()).isEqualTo(minute(3));
    assertThat(lifecycle.tally()).isEqualTo(Map.of("subscriber", 1));
  }

  @Test
  void aForgottenLeadDoesNotComeBackWithAnEventThatWasOnItsWay() {
    // given
    lifecycle.batch(captured(ADA, 0));
    // when
    lifecycle.batch(at(1, new LeadErased(ADA.id()))).batch(scored(ADA, QUALIFIED, 2));
    // then
    assertThat(lifecycle.leads()).isEqualTo(Map.of(ADA.id(), new Standing.Erased(ADA.id())));
    assertThat(lifecycle.visits()).isEmpty();
    assertThat(lifecycle.tally()).isEmpty();
    assertThat(lifecycle.said()).hasSize(1);
  }

  @Test
  void whoWasMergedIntoAForgottenLeadIsForgottenToo() {
    // given
    lifecycle.batch(
        captured(ADA, 0), captured(BO, 0), at(1, new LeadsMerged(BO, ADA.id(), BO.id(), "email")));
    // when
    lifecycle.batch(at(2, new LeadErased(ADA.id())));
    // then
    assertThat(lifecycle.leads().values())
        .containsExactlyInAnyOrder(new Standing.Erased(ADA.id()), new Standing.Erased(BO.id()));
    assertThat(lifecycle.visits()).isEmpty();
  }

  @Test
  void whoIsFoundToBeAForgottenPersonIsForgottenTooWhicheverIsToldFirst() {
    // given
    Envelope<?> merged = at(1, new LeadsMerged(BO, ADA.id(), BO.id(), "email"));
    Envelope<?> erased = at(2, new LeadErased(ADA.id()));
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(merged, erased), List.of(erased, merged))) {
      var together = new LifecycleWithoutInfrastructure(POLICY).batch(captured(BO, 0));
      var apart = new LifecycleWithoutInfrastructure(POLICY).batch(captured(BO, 0));
      // when
      together.batch(order);
      order.forEach(apart::batch);
      // then
      assertThat(together.leads().get(BO.id())).isEqualTo(new Standing.Erased(BO.id()));
      assertThat(together.visits()).isEmpty();
      assertThat(apart.leads()).isEqualTo(together.leads());
      assertThat(apart.visits()).isEmpty();
    }
  }

  @Test
  void aClockThatIsAheadCountsAsTheTimeOfRecording() {
    // when
    lifecycle.batch(
        anEnvelopeOf(captured(ADA, 0).event()).at(minute(90_000)).recordedAt(minute(1)).build());
    // then
    assertThat(lifecycle.lead(1).enteredAt()).isEqualTo(minute(1));
  }

  @Test
  void aLeadThatIsForgottenBeforeItIsHeardOfStaysForgotten() {
    // when
    lifecycle.batch(at(1, new LeadErased(ADA.id()))).batch(scored(ADA, QUALIFIED, 2));
    // then
    assertThat(lifecycle.said()).isEmpty();
  }

  private static Instant minute(int minute) {
    return MONDAY_MORNING.plus(Duration.ofMinutes(minute));
  }
}
