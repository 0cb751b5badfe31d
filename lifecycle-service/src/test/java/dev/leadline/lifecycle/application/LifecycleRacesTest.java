package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.at;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.lifecycle.Scores.HAND_RAISED;
import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What happens when things happen together.
class LifecycleRacesTest {
  private static final Policy POLICY = ShippedPolicy.load();
  private static final LeadSnapshot ADA = aLead(1).build();
  private static final LeadSnapshot BO = aLead(2).build();

  private final LifecycleWithoutInfrastructure lifecycle =
      new LifecycleWithoutInfrastructure(POLICY);

  @Test
  void aHandRaisedAfterARecycleWinsWhicheverIsToldFirst() {
    // given: recycled at 5, asked to be contacted at 6
    Envelope<?> recycled = crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 5);
    Envelope<?> raised = scored(ADA, HAND_RAISED, minute(6), 6);
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(recycled, raised), List.of(raised, recycled))) {
      var one = new LifecycleWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
      // when
      one.batch(order);
      // then
      assertThat(one.entered()).containsExactly("subscriber", "lead", "mql", "recycled", "mql");
      assertThat(one.lead(1).visits()).containsEntry("mql", 2);
    }
  }

  @Test
  void aHandRaisedBeforeARecycleDoesNotUndoItWhicheverIsToldFirst() {
    // given: asked to be contacted at 4, recycled at 5
    Envelope<?> recycled = crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 5);
    Envelope<?> raised = scored(ADA, HAND_RAISED, minute(4), 6);
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(recycled, raised), List.of(raised, recycled))) {
      var one = new LifecycleWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
      // when
      one.batch(order);
      // then
      assertThat(one.lead(1).stage()).isEqualTo("recycled");
    }
  }

  @Test
  void nothingHappensToALeadAfterAMergeThatComesInBetween() {
    // given
    lifecycle.batch(captured(ADA, 0), captured(BO, 0), scored(BO, QUALIFIED, 1));
    // when
    lifecycle.batch(
        at(2, new LeadsMerged(BO, ADA.id(), BO.id(), "email")),
        crmSays(BO, Map.of("stage", "opportunity"), 3),
        accepted(BO, "ana", 4));
    // then
    assertThat(lifecycle.leads().get(BO.id())).isInstanceOf(Standing.Merged.class);
    assertThat(lifecycle.said(StageEntered.class)).noneMatch(e -> e.stage().equals("sal"));
  }

  @Test
  void aPolicyThatComesBetweenTwoEventsOfALeadDecidesTheSecond() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
    // when
    lifecycle.activate(withoutTransition("accepted"));
    lifecycle.batch(crmSays(ADA, Map.of("stage", "sal"), 2));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("mql");
    assertThat(lifecycle.said().getLast().policyVersion()).isEqualTo("test-2");
  }

  @Test
  void aCrmAndAPersonWhoAskTogetherAreDecidedOneAfterTheOther() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
    lifecycle.batch(crmSays(ADA, Map.of("stage", "opportunity"), 2));
    // when
    var result = lifecycle.ask(ADA.id(), "recycled", "not-ready", "mql");
    // then
    assertThat(result).isEqualTo(new AskTransition.Result.Elsewhere("opportunity", 1));
  }

  @Test
  void theNewestWordOfACrmHoldsWhicheverIsToldFirst() {
    // given: an opportunity at 10, recycled at 5
    Envelope<?> opened = crmSays(ADA, Map.of("stage", "opportunity"), 10);
    Envelope<?> recycled = crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 5);
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(recycled, opened), List.of(opened, recycled))) {
      var one = new LifecycleWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
      // when
      one.batch(order.getFirst()).batch(order.getLast());
      // then
      assertThat(one.lead(1).stage()).isEqualTo("opportunity");
      assertThat(one.lead(1).enteredAt()).isEqualTo(minute(10));
    }
  }

  @Test
  void anOutdatedWordOfACrmIsRefusedAndRaisedWithWhereTheLeadIs() {
    // given
    lifecycle.batch(captured(ADA, 0), crmSays(ADA, Map.of("stage", "opportunity"), 10));
    StagedLead before = lifecycle.lead(1);
    // when
    lifecycle.batch(crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 5));
    // then
    assertThat(lifecycle.lead(1)).isEqualTo(before);
    assertThat(lifecycle.said(TransitionRefused.class))
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.stage()).isEqualTo("opportunity");
          assertThat(refused.requested()).isEqualTo("recycled");
        });
    assertThat(lifecycle.said(ExceptionRaised.class))
        .singleElement()
        .satisfies(raised -> {
          assertThat(raised.reason()).isEqualTo(ExceptionReason.ILLEGAL_TRANSITION);
          assertThat(raised.detail())
              .isEqualTo(
                  "CRM 'hubspot' asked for stage 'recycled': That was at 2026-03-02T09:05:00Z, and"
                      + " the stage was asked for anew at 2026-03-02T09:10:00Z; the lead is in"
                      + " 'opportunity' on visit 1");
          assertThat(raised.nextStep())
              .isEqualTo(
                  "Nothing, if 'opportunity' is right; otherwise set the stage in the CRM once"
                      + " more");
        });
  }

  @Test
  void aPersonsNewerMoveStandsAgainstACrmsOlderWord() {
    // given
    lifecycle.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1)).at(minute(10));
    lifecycle.ask(ADA.id(), "opportunity", null, null);
    // when
    lifecycle.batch(crmSays(ADA, Map.of("stage", "sql"), 9));
    lifecycle.batch(crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 8));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("opportunity");
    assertThat(lifecycle.said(TransitionRefused.class)).hasSize(2);
  }

  @Test
  void whatACrmSaidBeforeARuleMovedTheLeadCountsWhicheverIsToldFirst() {
    // given: discovered by sales at 5, qualified by its score at 10
    Envelope<?> discovered = crmSays(ADA, Map.of("stage", "sql"), 5);
    Envelope<?> scored = scored(ADA, QUALIFIED, 10);
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(discovered, scored), List.of(scored, discovered))) {
      var one = new LifecycleWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0));
      // when
      one.batch(order);
      // then
      assertThat(one.lead(1).stage()).isEqualTo("sql");
      assertThat(one.said(TransitionRefused.class)).isEmpty();
    }
  }

  @Test
  void aRulesMoveInBetweenDoesNotLetAnOlderWordUndoANewerOne() {
    // given: recycled at 5, and back by a hand that was raised at 6
    lifecycle.batch(
        captured(ADA, 0),
        scored(ADA, QUALIFIED, 1),
        crmSays(ADA, Map.of("stage", "recycled", "reason", "not-ready"), 5),
        scored(ADA, HAND_RAISED, minute(6), 6));
    // when
    lifecycle.batch(crmSays(ADA, Map.of("stage", "sql"), 4));
    // then
    assertThat(lifecycle.lead(1).stage()).isEqualTo("mql");
    assertThat(lifecycle.lead(1).visit()).isEqualTo(2);
  }

  @Test
  void whatSalesSaidBeforeAnOwnerAcceptedCountsWhicheverIsToldFirst() {
    // given: discovered in the CRM at 5, accepted at 6
    Envelope<?> discovered = crmSays(ADA, Map.of("stage", "sql"), 5);
    Envelope<?> accepted = accepted(ADA, "ana", 6);
    for (List<Envelope<?>> order :
        List.<List<Envelope<?>>>of(List.of(discovered, accepted), List.of(accepted, discovered))) {
      var one = new LifecycleWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), scored(ADA, QUALIFIED, 1));
      // when
      one.batch(order);
      // then
      assertThat(one.lead(1).stage()).isEqualTo("sql");
    }
  }

  private static Policy withoutTransition(String id) {
    LifecyclePolicy shipped = POLICY.lifecycle();
    return new Policy(
        "test-2",
        POLICY.catalogue(),
        POLICY.taxonomy(),
        POLICY.lists(),
        POLICY.segments(),
        POLICY.scoring(),
        new LifecyclePolicy(
            shipped.initial(),
            shipped.stages(),
            shipped.transitions().stream().filter(move -> !move.id().equals(id)).toList(),
            shipped.coolDown(),
            shipped.coolDownStage()),
        POLICY.routing(),
        POLICY.sla(),
        POLICY.calendars());
  }

  private static Instant minute(int minute) {
    return MONDAY_MORNING.plus(Duration.ofMinutes(minute));
  }
}
