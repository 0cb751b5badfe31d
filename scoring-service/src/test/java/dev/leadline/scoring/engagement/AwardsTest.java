package dev.leadline.scoring.engagement;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.Activity;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Reason;
import dev.leadline.scoring.ScoringPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AwardsTest {
  private static final Rules RULES = new Rules(ScoringPolicies.shipped().scoring());
  private static final UUID EVENT = DerivedIds.ofText("event");

  @Test
  void everyRuleAboutTheActivityIsExplained() {
    // when
    Awards awards = earnedBy("page_viewed", Map.of("path", "/pricing"), List.of());
    // then
    assertThat(awards.earned())
        .extracting(Contribution::rule)
        .containsExactly("page-view", "pricing-page");
    assertThat(awards.because())
        .extracting(Reason::rule, Reason::verdict)
        .containsExactly(
            tuple("page-view", Reason.Verdict.MATCHED),
            tuple("pricing-page", Reason.Verdict.MATCHED),
            tuple("case-study", Reason.Verdict.NOT_MATCHED),
            tuple("careers-page", Reason.Verdict.NOT_MATCHED));
    assertThat(awards.handRaised()).isFalse();
  }

  @Test
  void aPropertyThatIsMissingIsNamedAndEarnsNothing() {
    // when
    Awards awards = earnedBy("webinar_attended", Map.of(), List.of());
    // then
    assertThat(awards.earned()).isEmpty();
    assertThat(awards.because())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.verdict()).isEqualTo(Reason.Verdict.UNKNOWN);
          assertThat(reason.detail()).contains("activity.minutes");
        });
  }

  @Test
  void aLimitThatIsUsedUpIsNamed() {
    // given
    List<Contribution> held = List.of(award(1), award(2), award(3));
    // when
    Awards awards = earnedBy("page_viewed", Map.of("path", "/pricing"), held);
    // then
    assertThat(awards.earned()).extracting(Contribution::rule).containsExactly("page-view");
    assertThat(awards.because())
        .contains(Reason.notMatched("pricing-page", "limit reached: 3 per PT168H"));
  }

  @Test
  void askingForADemoRaisesTheHand() {
    // when
    Awards awards = earnedBy("demo_requested", Map.of(), List.of());
    // then
    assertThat(awards.handRaised()).isTrue();
    assertThat(awards.earned())
        .extracting(Contribution::rule, Contribution::points)
        .containsExactly(tuple("demo", 50), tuple("asked-for-demo", 0));
    assertThat(awards.because()).contains(Reason.matched("asked-for-demo", ""));
  }

  private static Awards earnedBy(
      String type, Map<String, Object> properties, List<Contribution> held) {
    Activity activity = new Activity(type, "segment", properties);
    return Awards.of(RULES, aLead().build(), activity, EVENT, MONDAY_MORNING, held);
  }

  private static Contribution award(int hoursBefore) {
    Instant at = MONDAY_MORNING.minusSeconds(3600L * hoursBefore);
    return new Contribution("pricing-page", DerivedIds.ofText("e" + hoursBefore), at, 8);
  }
}
