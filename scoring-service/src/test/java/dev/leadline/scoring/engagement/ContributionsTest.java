package dev.leadline.scoring.engagement;

import static dev.leadline.scoring.ScoringPolicies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Rules RULES =
      new Rules(
          aPolicy()
              .engagement("stays", 5)
              .engagement("fades", 5, new Decay.Linear(Duration.ofDays(10)))
              .engagement(
                  "fades-in-window",
                  5,
                  new Limit(1, Duration.ofDays(30)),
                  null,
                  new Decay.Linear(Duration.ofDays(10)))
              .build());

  @Test
  void whatHasFadedAndUsesUpNoLimitIsLetGo() {
    // given
    List<Contribution> held =
        List.of(award("stays", 1), award("fades", 2), award("fades-in-window", 3));
    // when
    List<Contribution> after20Days =
        Contributions.alive(held, RULES, START.plus(Duration.ofDays(20)));
    List<Contribution> after40Days =
        Contributions.alive(held, RULES, START.plus(Duration.ofDays(40)));
    // then
    assertThat(after20Days)
        .extracting(Contribution::rule)
        .containsExactly("stays", "fades-in-window");
    assertThat(after40Days).extracting(Contribution::rule).containsExactly("stays");
  }

  @Test
  void whatARuleAwardedThatThePolicyDoesNotHaveIsLetGo() {
    assertThat(Contributions.alive(List.of(award("gone", 1)), RULES, START)).isEmpty();
  }

  @Test
  void theSameAwardCountsOnce() {
    // given
    List<Contribution> held = List.of(award("stays", 1), award("stays", 2));
    // when, then
    assertThat(Contributions.union(held, held)).isEqualTo(held);
  }

  @Test
  void howeverManyAwardsThereAreAllAreHeld() {
    // given
    List<Contribution> many =
        IntStream.range(0, 5_000).mapToObj(n -> award("stays", n, 1)).toList();
    // when
    List<Contribution> held = Contributions.union(many, List.of(award("stays", 9_000, 20)));
    // then
    assertThat(Contributions.alive(held, RULES, START.plusSeconds(9_000))).hasSize(5_001);
  }

  @Test
  void whatTheCapOfItsRuleLeavesNoRoomForEverIsLetGo() {
    // given
    Rules rules = new Rules(aPolicy().engagement("capped", 5, null, 12, new Decay.None()).build());
    List<Contribution> many = IntStream.range(0, 9).mapToObj(n -> award("capped", n, 5)).toList();
    // when
    List<Contribution> alive = Contributions.alive(many, rules, START.plusSeconds(60));
    // then
    assertThat(alive).isEqualTo(many.subList(0, 3));
  }

  private static Contribution award(String rule, int number) {
    return award(rule, number, 5);
  }

  private static Contribution award(String rule, int number, int points) {
    return new Contribution(
        rule, DerivedIds.ofText("event-" + number), START.plusSeconds(number), points);
  }
}
