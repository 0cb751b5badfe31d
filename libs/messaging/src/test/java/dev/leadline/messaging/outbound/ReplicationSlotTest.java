package dev.leadline.messaging.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicationSlotTest {

  @Test
  void aSlotIsNamedAfterItsDatabaseInTheLettersThatSlotsMayHave() {
    assertThat(ReplicationSlot.nameFor("routing")).isEqualTo("leadline_routing");
    assertThat(ReplicationSlot.nameFor("Sla-Monitor 2")).isEqualTo("leadline_sla_monitor_2");
  }
}
