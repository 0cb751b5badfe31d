package dev.leadline.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Score;
import dev.leadline.policy.Condition.Match;
import dev.leadline.policy.Facts;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Terms mean what CEL means: any condition, of any lead, comes to the same both ways.
class TermsLawsTest {
  private static final int CONDITIONS = 400;
  private static final int LEADS = 20;

  private static final List<String> PARTS =
      List.of(
          "lead.employees >= 200",
          "lead.employees < -3",
          "lead.employees != 250",
          "lead.employees * 9223372036854775807 > 3",
          "lead.employees + 1 == 251",
          "1 / (lead.employees - 250) > 3",
          "lead.annualRevenue > 1000000",
          "lead.annualRevenue <= 9007199254740993",
          "lead.annualRevenue == 0.0",
          "lead.annualRevenue != 2500000.0",
          "3 < lead.annualRevenue",
          "lead.employees < lead.annualRevenue",
          "lead.country == 'US'",
          "lead.country != lead.city",
          "lead.country in lists.emea",
          "lead.country in ['US', 'CA', 'DE']",
          "lead.country in ['US', lead.city]",
          "lead.employees in [250, 3]",
          "'routing' in lead.interests",
          "lead.city in lead.interests",
          "lead.consent",
          "lead.consent == true",
          "has(lead.city)",
          "has(lead.consent)",
          "segment.enterprise",
          "segment.mid_market",
          "segment.in_city",
          "score.total >= 80",
          "score.grade == 'A'",
          "lead.jobTitle.matches('(?i)v.*p')",
          "matches(lead.jobTitle, 'é')",
          "lead.jobTitle.lowerAscii() == 'éclair vp'",
          "lead.jobTitle.startsWith('V') || lead.jobTitle.endsWith(lead.city)",
          "lead.jobTitle.contains('P o')",
          "lead.jobTitle.indexOf('P') == 1",
          "lead.jobTitle.lastIndexOf(lead.city) < 3",
          "lead.jobTitle.substring(3) == 'of Sales'",
          "lead.jobTitle.substring(lead.jobTitle.indexOf('P') - 2) == 'x'",
          "lead.email.substring(lead.email.lastIndexOf('@') + 1).lowerAscii() in lists.emea",
          "size(lead.jobTitle) > 4",
          "lead.interests.size() == 1",
          "lead.jobTitle.upperAscii() > lead.city",
          "lead.jobTitle.substring(0, 2) <= 'VP'",
          "lead.jobTitle.replace('V', lead.city) == 'P'",
          "lead.interests.exists(i, i == lead.city)",
          "(lead.consent ? lead.city : lead.country) == 'US'",
          "true",
          "false");

  private static final Map<String, List<Object>> VALUES =
      Map.of(
          "employees", List.of(250L, 3L, -4L, Long.MAX_VALUE, "many"),
          "annualRevenue", List.of(2_500_000.0, 2_500_000L, -0.0, 9_007_199_254_740_992.0),
          "country", List.of("US", "DE", ""),
          "city", List.of("US", "", "P", "routing"),
          "jobTitle", List.of("VP of Sales", "ÉCLAIR VP", "éclair VP", "😀P o", ""),
          "email", List.of("ada@DE", "a@fr", "none"),
          "consent", List.of(true, false),
          "interests", List.of(List.of("routing"), List.of()));

  static List<Long> seeds() {
    return List.of(20_261_122L, 20_261_123L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aTermComesToWhatCelComesTo(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < CONDITIONS; round++) {
      // given
      CelCondition condition = (CelCondition) ConditionTest.compiled(expression(random, 3));

      for (int lead = 0; lead < LEADS; lead++) {
        Facts facts = facts(random);

        // then
        assertThat(condition.test(facts))
            .as("%s of %s", condition, facts.lead().fields())
            .isEqualTo(byCel(condition, facts));
      }
    }
  }

  private static Match byCel(CelCondition condition, Facts facts) {
    try {
      return switch (condition.byCel(facts)) {
        case Missing missing -> missing.match();
        case Object matched -> (Boolean) matched ? new Match.Matched() : new Match.NotMatched();
      };
    } catch (IllegalStateException failure) {
      return new Match.Unknown(
          Collections.unmodifiableSortedSet(
              new TreeSet<>(List.of(Explanation.FAILED + failure.getMessage()))));
    }
  }

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return PARTS.get(random.nextInt(PARTS.size()));
    }
    String left = expression(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "!(" + left + ")";
      case 1, 2 -> "(" + left + ") && (" + expression(random, depth - 1) + ")";
      case 3 -> "(" + left + ") || (" + expression(random, depth - 1) + ")";
      default -> "(" + left + ") == (" + expression(random, depth - 1) + ")";
    };
  }

  private static Facts facts(Random random) {
    Map<String, Object> fields = new HashMap<>();
    VALUES.forEach((name, values) -> {
      int chosen = random.nextInt(values.size() + 1);
      if (chosen < values.size()) {
        fields.put(name, values.get(chosen));
      }
    });
    Facts facts = Facts.of(ConditionTest.lead(fields));
    return random.nextBoolean() ? facts : facts.with(new Score(50, 40, 90, "A", true, false));
  }
}
