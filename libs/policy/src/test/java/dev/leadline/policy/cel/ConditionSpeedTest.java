package dev.leadline.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Prints what a condition costs, for a look; machines differ, so nothing is asserted of it.
class ConditionSpeedTest {
  private static final int ROUNDS = 100_000;

  @Test
  void timeOfConditions() {
    Facts facts = ConditionTest.facts();
    for (String source :
        List.of(
            "lead.employees >= 200 && lead.employees < 2000",
            "lead.country in ['US', 'CA']",
            "lead.country in lists.emea",
            "segment.mid_market && lead.country == 'US'",
            "lead.jobTitle.matches('(?i)\\\\b(vp|director|head)\\\\b')",
            "lead.company == 'x'",
            "lead.company == 'x' && lead.employees > 3")) {
      Condition condition = ConditionTest.compiled(source);
      long matches = 0;
      long nanos = 0;
      for (int warmUp = 0; warmUp < 3; warmUp++) {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
          matches += condition.test(facts).matched() ? 1 : 0;
        }
        nanos = (System.nanoTime() - start) / ROUNDS;
      }
      System.out.printf("%5d ns  %s%n", nanos, source);
      assertThat(matches).isIn(0L, 3L * ROUNDS);
    }
  }
}
