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
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.lifecycle.ShippedPolicy;
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
