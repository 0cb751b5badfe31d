package dev.leadline.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Facts;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Prints what a condition costs, answered by its terms and by CEL's runtime, and explained; for a
/// look, machines differ, so nothing is asserted of it.
class ConditionSpeedTest {
  private static final int ROUNDS = 100_000;

  @Test
  void timeOfConditions() {
    Facts facts = ConditionTest.facts();
    System.out.println("terms   CEL  explained, in ns");
    for (String source :
        List.of(
            "lead.employees >= 200 && lead.employees < 2000",
            "lead.country in ['US', 'CA']",
            "lead.country in lists.emea",
            "segment.mid_market && lead.country == 'US'",
            "lead.jobTitle.matches('(?i)\\\\b(vp|director|head)\\\\b')",
            "lead.email.substring(lead.email.lastIndexOf('@') + 1).lowerAscii() in lists.emea",
            "lead.company == 'x'",
            "lead.company == 'x' && lead.employees > 3",
            "size(lead.country) == 2")) {
      CelCondition condition = (CelCondition) ConditionTest.compiled(source);
      boolean expected = condition.test(facts).matched();
      long terms = nanos(expected, facts, of -> condition.test(of).matched());
      long cel = nanos(expected, facts, of -> Boolean.TRUE.equals(condition.byCel(of)));
      long explained = nanos(false, facts, of -> condition.explain("rule", of).rule().isEmpty());
      System.out.printf("%5d %5d %5d  %s%n", terms, cel, explained, source);
    }
  }

  private static long nanos(boolean expected, Facts facts, Predicate<Facts> question) {
    long nanos = 0;
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      int matches = 0;
      long start = System.nanoTime();
      for (int i = 0; i < ROUNDS; i++) {
        matches += question.test(facts) ? 1 : 0;
      }
      nanos = (System.nanoTime() - start) / ROUNDS;
      assertThat(matches).isEqualTo(expected ? ROUNDS : 0);
    }
    return nanos;
  }
}
