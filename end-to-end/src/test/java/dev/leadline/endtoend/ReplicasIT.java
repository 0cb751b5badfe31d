package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.Replica;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two processes of the routing service share the work and give leads out of the same pool.
@ExtendWith(SystemUnderTest.Extension.class)
class ReplicasIT {
  private static final String POOL = "inbound";

  /// Seven digits are shown of each debt.
  private static final Offset<BigDecimal> ROUNDING = Offset.offset(new BigDecimal("0.00001"));

  private final SystemUnderTest system;

  ReplicasIT(SystemUnderTest system) {
    this.system = system;
  }

  @Test
  void twoRoutersShareAPoolFairlyAndOneOwnerALeadThoughEachIsKilledOnce()
      throws InterruptedException {
    // given
    Map<String, Long> before = received();
    try (SteadyLeads leads = new SteadyLeads(system);
        Replica second = system.stack().replicate(Member.ROUTING)) {
      // when both work, the first dies, comes back, and the second dies
      leads.send(200);
      system.stack().kill(Member.ROUTING);
      leads.send(200);
      system.stack().start(Member.ROUTING);
      leads.send(200);
      second.kill();
      leads.send(200);
      // then
      leads.assertEachIsAssignedOnce();
    }
    // then each got its share, to the bound of ADR 0012: less than two leads off, since leads that
    // break their promise meanwhile are shared among those who did not have them
    Map<String, BigDecimal> debts = debts();
    assertThat(debts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isCloseTo(BigDecimal.ZERO, ROUNDING);
    assertThat(debts)
        .allSatisfy((rep, debt) ->
            assertThat(debt)
                .as("debt of " + rep)
                .isStrictlyBetween(BigDecimal.TWO.negate(), BigDecimal.TWO));
    received()
        .forEach(
            (rep, all) -> assertThat(all - before.getOrDefault(rep, 0L)).as(rep).isGreaterThan(20));
  }

  private Map<String, Long> received() {
    Map<String, Long> received = new TreeMap<>();
    members()
        .forEachRemaining(
            member -> received.put(member.path("rep").asText(), member.path("received").asLong()));
    return received;
  }

  private Map<String, BigDecimal> debts() {
    Map<String, BigDecimal> debts = new TreeMap<>();
    members()
        .forEachRemaining(member ->
            debts.put(member.path("rep").asText(), member.path("debtDecimal").decimalValue()));
    return debts;
  }

  private Iterator<JsonNode> members() {
    return system.json(Member.ROUTING, "/api/pools/" + POOL).path("members").elements();
  }
}
