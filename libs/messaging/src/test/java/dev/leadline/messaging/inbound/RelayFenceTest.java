package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelayFenceTest {
  private final RelayFence fence = new RelayFence();

  @Test
  void aRelayThatHasBeenReplacedIsKeptOut() {
    // when
    fence.note("leadline_routing:7");
    fence.note("leadline_routing:8");

    // then
    assertThat(fence.isStale("leadline_routing:7")).isTrue();
    assertThat(fence.isStale("leadline_routing:8")).isFalse();
    assertThat(fence.isStale("leadline_routing:9")).isFalse();
  }

  @Test
  void relaysOfOtherSlotsAreNotCompared() {
    // when
    fence.note("leadline_routing:8");

    // then
    assertThat(fence.isStale("leadline_sla:7")).isFalse();
  }

  @Test
  void whatNoRelayWroteIsLetIn() {
    // when
    fence.note("leadline_routing:8");
    fence.note(null);

    // then
    assertThat(fence.isStale(null)).isFalse();
    assertThat(fence.isStale("no mark")).isFalse();
    assertThat(fence.isStale("leadline_routing:x")).isFalse();
  }

  @Test
  void aCopyGoesItsOwnWay() {
    // given
    RelayFence copy = fence.copy();

    // when
    copy.note("leadline_routing:8");

    // then
    assertThat(fence.isStale("leadline_routing:7")).isFalse();
  }
}
