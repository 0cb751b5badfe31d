package dev.leadline.scoring.sheet;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Rules;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What holds of every score, whatever the policy and whatever the lead did.
class ScoringLawsTest {
  private static final LeadSnapshot LEAD = aLead().build();
  private static final int RULES = 5;
  private static final List<String> GROUPS = List.of("one", "other");

  @Test
  void theLedgerSumsToTheScoreExactly() {
    Seeded.check(
        41,
        500,
        random -> {
          // given
          ScoringPolicy policy = anyPolicy(random, true);
          Instant at = anyInstant(random);
          // when
          ScoreSheet sheet = score(policy, anyContributions(random, policy), false, at);
          // then
          assertThat(sum(sheet.ledger(), "fit")).isEqualTo(sheet.score().fit());
          assertThat(sum(sheet.ledger(), "engagement")).isEqualTo(sheet.score().engagement());
          assertThat(sheet.ledger().stream().mapToInt(LedgerLine::points).sum())
              .isEqualTo(sheet.score().total());
          policy
              .groups()
              .forEach((group, cap) ->
                  assertThat(sumOfGroup(sheet.ledger(), policy, group))
                      .as("group %s", group)
                      .isLessThanOrEqualTo(cap));
          assertThat(sheet.score().fit()).isLessThanOrEqualTo(policy.limits().fit());
          assertThat(sheet.score().engagement()).isLessThanOrEqualTo(policy.limits().engagement());
          assertThat(sheet.score().total()).isLessThanOrEqualTo(policy.limits().total());
        });
  }

  @Test
  void theScoreAtAnInstantIsTheSameWheneverItIsAsked() {
    Seeded.check(
        43,
        200,
        random -> {
          // given
          ScoringPolicy policy = anyPolicy(random, true);
          List<Contribution> contributions = anyContributions(random, policy);
          Instant at = anyInstant(random);
          ScoreSheet first = score(policy, contributions, false, at);
          // when
          score(policy, contributions, false, anyInstant(random));
          ScoreSheet again = score(policy, contributions, false, at);
          // then
          assertThat(again).isEqualTo(first);
        });
  }

  @Test
  void noLeadQualifiesOtherwiseBeforeItIsLookedAtAgain() {
    Seeded.check(
        47,
        300,
        random -> {
          // given
          ScoringPolicy policy = anyPolicy(random, true);
          List<Contribution> contributions = anyContributions(random, policy);
          Instant at = MONDAY_MORNING.plus(Duration.ofDays(60));
          ScoreSheet sheet = score(policy, contributions, random.nextBoolean(), at);
          // when
          Optional<Instant> next = next(policy, contributions, sheet, at);
          // then
          Instant end = next.orElse(at.plus(Duration.ofDays(800)));
          boolean qualified = sheet.score().qualified();
          for (int sample = 0; sample < 50; sample++) {
            long seconds = random.nextLong(Duration.between(at, end).toSeconds());
            Instant before = at.plusSeconds(seconds);
            assertThat(score(policy, contributions, qualified, before).score().qualified())
                .as("qualified at %s, next look at %s", before, next)
                .isEqualTo(qualified);
          }
        });
  }

  @Test
  void withoutPenaltiesTheNextLookFindsTheLeadUnderToTheSecond() {
    Seeded.check(
        53,
        300,
        random -> {
          // given
          ScoringPolicy policy = anyPolicy(random, false);
          List<Contribution> contributions = anyContributions(random, policy);
          Instant at = MONDAY_MORNING.plus(Duration.ofDays(60));
          ScoreSheet sheet = score(policy, contributions, true, at);
          // when
          Optional<Instant> next = next(policy, contributions, sheet, at);
          // then
          next.ifPresent(instant -> {
            assertThat(qualified(policy, contributions, instant)).isFalse();
            assertThat(qualified(policy, contributions, instant.minusSeconds(1))).isTrue();
          });
        });
  }

  private static boolean qualified(
      ScoringPolicy policy, List<Contribution> contributions, Instant at) {
    return score(policy, contributions, true, at).score().qualified();
  }

  private static Optional<Instant> next(
      ScoringPolicy policy, List<Contribution> contributions, ScoreSheet sheet, Instant at) {
    Rules rules = new Rules(policy);
    return new NextCheck(new Scorer(policy, rules), rules)
        .after(LEAD, contributions, sheet.score(), at);
  }

  private static ScoreSheet score(
      ScoringPolicy policy, List<Contribution> contributions, boolean wasQualified, Instant at) {
    return new Scorer(policy, new Rules(policy)).score(LEAD, contributions, wasQualified, at);
  }

  private static int sum(List<LedgerLine> ledger, String group) {
    return ledger.stream()
        .filter(line -> line.group().equals(group))
        .mapToInt(LedgerLine::points)
        .sum();
  }

  /// What the rules of a group add, and its cap takes away.
  private static int sumOfGroup(List<LedgerLine> ledger, ScoringPolicy policy, String group) {
    Set<String> its =
        Stream.concat(
                policy.fit().stream().filter(rule -> group.equals(rule.group())).map(FitRule::id),
                policy.engagement().stream()
                    .filter(rule -> group.equals(rule.group()))
                    .map(EngagementRule::id))
            .collect(Collectors.toSet());
    return ledger.stream()
        .filter(line -> its.contains(line.rule()) || line.rule().equals("group:" + group))
        .mapToInt(LedgerLine::points)
        .sum();
  }

  private static ScoringPolicy anyPolicy(Random random, boolean withPenalties) {
    ScoringPolicies policy =
        ScoringPolicies.aPolicy()
            .limits(random.nextInt(80, 200), random.nextInt(20, 100), random.nextInt(40, 150));
    for (String group : GROUPS) {
      policy.group("fit-" + group, random.nextInt(1, 80));
      policy.group("act-" + group, random.nextInt(1, 80));
    }
    for (int rule = 0; rule < RULES; rule++) {
      policy.fit(
          "fit-" + rule,
          random.nextInt(-20, 40),
          ScoringPolicies.always(),
          anyGroup("fit-", random));
      policy.engagement(
          "rule-" + rule,
          random.nextInt(withPenalties ? -30 : 1, 50),
          null,
          random.nextBoolean() ? random.nextInt(1, 60) : null,
          anyDecay(random),
          anyGroup("act-", random));
    }
    return policy.build();
  }

  private static @Nullable String anyGroup(String score, Random random) {
    int group = random.nextInt(GROUPS.size() + 1);
    return group == GROUPS.size() ? null : score + GROUPS.get(group);
  }

  private static Decay anyDecay(Random random) {
    Duration period = Duration.ofHours(random.nextInt(1, 24 * 90));
    return switch (random.nextInt(3)) {
      case 0 -> new Decay.None();
      case 1 -> new Decay.Linear(period);
      default -> new Decay.HalfLife(period);
    };
  }

  private static List<Contribution> anyContributions(Random random, ScoringPolicy policy) {
    return IntStream.range(0, random.nextInt(20))
        .mapToObj(number -> {
          var rule = policy.engagement().get(random.nextInt(RULES));
          Instant at = MONDAY_MORNING.plusSeconds(random.nextInt(60 * 86_400));
          return new Contribution(
              rule.id(), DerivedIds.ofText("event-" + number), at, rule.points());
        })
        .sorted()
        .toList();
  }

  private static Instant anyInstant(Random random) {
    return MONDAY_MORNING.plusSeconds(random.nextInt(200 * 86_400));
  }
}
