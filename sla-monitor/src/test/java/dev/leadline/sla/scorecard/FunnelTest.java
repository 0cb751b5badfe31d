package dev.leadline.sla.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.sla.SlaPolicies;
import org.junit.jupiter.api.Test;

class FunnelTest {
  private final Funnel funnel = Funnel.of(SlaPolicies.always().policy().lifecycle());

  @Test
  void aStageThatAsksForAReasonIsAnExit() {
    assertThat(funnel.exits()).containsExactlyInAnyOrder("recycled", "disqualified");
  }

  @Test
  void aLaterStageIsForwardAndAnEarlierOneIsNot() {
    assertThat(funnel.isForward("mql", "opportunity")).isTrue();
    assertThat(funnel.isForward("customer", "lead")).isFalse();
  }

  @Test
  void nothingLeadsForwardIntoAnExit() {
    assertThat(funnel.isForward("mql", "recycled")).isFalse();
    assertThat(funnel.isForward("recycled", "disqualified")).isFalse();
  }

  @Test
  void whoComesBackFromAnExitGoesForward() {
    assertThat(funnel.isForward("recycled", "mql")).isTrue();
  }
}
