package dev.leadline.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.testsupport.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to be taken by earlier conditions is taken, whatever the lead.
class CoverageLawsTest {
  private static final List<String> PARTS =
      List.of(
          "lead.employees < 3",
          "lead.employees >= 3",
          "lead.employees <= 5",
          "lead.employees > 5",
          "lead.employees == 4",
          "lead.annualRevenue < 1.5",
          "lead.annualRevenue >= 1.5",
          "lead.country == 'US'",
          "lead.country != 'US'",
          "lead.country in ['US', 'CA']",
          "!(lead.country in ['CA', 'DE'])",
          "lead.consent",
          "!lead.consent",
          "has(lead.country)",
          "!has(lead.employees)");

  private static final List<Facts> LEADS = leads();

  @Test
  void whatIsSaidToBeCoveredIsCoveredWhateverTheLead() {
    int[] covered = {0};
    Seeded.check(
        20_261_122L,
        3_000,
        random -> {
          List<Condition> earlier = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            earlier.add(ConditionTest.compiled(expression(random, 2)));
          }
          Condition late = ConditionTest.compiled(expression(random, 1));
          if (formula(late).isPossible()
              && formula(late).isWithin(earlier.stream().map(CoverageLawsTest::formula).toList())) {
            covered[0]++;
            assertThat(LEADS)
                .as("%s after %s", late, earlier)
                .noneMatch(lead ->
                    late.test(lead).matched()
                        && earlier.stream().noneMatch(before -> before.test(lead).matched()));
          }
        });
    assertThat(covered[0]).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lead.employees > 2 | lead.employees < 5 | lead.employees >= 5 | true",
        "lead.employees > 2 | lead.employees < 5 | lead.employees > 5 | false",
        "lead.employees > 2 && lead.employees < 9 | lead.employees <= 4 | lead.employees >= 5 | true",
        "lead.annualRevenue > 2.0 | lead.annualRevenue < 5.5 | lead.annualRevenue >= 5.5 | true",
        "lead.annualRevenue > 2.0 | lead.annualRevenue < 5.5 | lead.annualRevenue > 5.5 | false",
        "lead.country in ['US', 'CA'] | lead.country == 'CA' | lead.country == 'US' | true",
        "lead.country in ['US', 'CA', 'DE'] | lead.country == 'CA' | lead.country == 'US' | false",
        "lead.country != 'US' | lead.country == 'CA' | !(lead.country in ['US', 'CA']) | true",
        "lead.country == 'US' && lead.employees > 2 | lead.country in ['US', 'CA'] && lead.employees < 9 | lead.employees >= 9 | true",
        "lead.country == 'US' | lead.employees < 5 | lead.employees >= 5 | false",
        "lead.country == 'US' && has(lead.employees) | lead.employees < 5 | lead.employees >= 5 | false",
        "lead.employees > 2 | lead.employees < 5 && lead.consent | lead.employees >= 5 | false",
      })
  void piecesTakenByDifferentConditionsAreSeenTogether(
      String late, String first, String second, boolean covered) {
    assertThat(
            formula(ConditionTest.compiled(late))
                .isWithin(
                    List.of(
                        formula(ConditionTest.compiled(first)),
                        formula(ConditionTest.compiled(second)))))
        .isEqualTo(covered);
  }

  private static Formula formula(Condition condition) {
    return Formula.of(condition).orElseThrow();
  }

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return PARTS.get(random.nextInt(PARTS.size()));
    }
    String operator = random.nextInt(3) == 0 ? " || " : " && ";
    return "("
        + expression(random, depth - 1)
        + ")"
        + operator
        + "("
        + expression(random, depth - 1)
        + ")";
  }

  private static List<Facts> leads() {
    List<Facts> leads = new ArrayList<>();
    for (@Nullable Object employees : Arrays.<@Nullable Object>asList(null, 2L, 3L, 4L, 5L, 6L)) {
      for (@Nullable Object revenue : Arrays.<@Nullable Object>asList(null, 1.0, 1.5, 2.0)) {
        for (@Nullable Object country :
            Arrays.<@Nullable Object>asList(null, "US", "CA", "DE", "FR")) {
          for (@Nullable Object consent : Arrays.<@Nullable Object>asList(null, true, false)) {
            Map<String, Object> fields = new HashMap<>();
            put(fields, "employees", employees);
            put(fields, "annualRevenue", revenue);
            put(fields, "country", country);
            put(fields, "consent", consent);
            leads.add(Facts.of(ConditionTest.lead(fields)));
          }
        }
      }
    }
    return leads;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
