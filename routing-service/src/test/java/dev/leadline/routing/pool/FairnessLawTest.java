package dev.leadline.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.testsupport.Seeded;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The laws of sharing leads by debt, over random pools.
class FairnessLawTest {
  /// Leads a member after which everyone, at weights of 1 to 9, has made good what came before.
  private static final int WORKED_OFF = 27;

  @Test
  void whileAvailabilityIsConstantNobodyIsEverALeadAwayFromTheExactShare() {
    Seeded.check(
        1980,
        200,
        random -> {
          // given
          Pool pool = pool(members(random), null);
          List<Member> members = some(pool.members(), random);
          Fraction bound = bound(members.size());
          int sum = members.stream().mapToInt(Member::weight).sum();
          PoolLedger ledger = PoolLedger.EMPTY.seat(pool.members());
          for (int lead = 1; lead <= 300; lead++) {
            // when
            ledger = next(pool, ledger, members).ledger();
            // then
            for (Member member : members) {
              Fraction exact = Fraction.of((long) lead * member.weight(), sum);
              Fraction received = Fraction.of(ledger.received(member.rep()), 1);
              assertThat(exact.minus(received).abs()).isLessThanOrEqualTo(bound);
              assertThat(ledger.debt(member.rep())).isEqualTo(exact.minus(received));
            }
          }
        });
  }

  /// Leave, caps and hours leave debts behind that the next to be available did not make.
  @Test
  void howeverAvailabilityChangedTheStretchThatFollowsIsSharedExactly() {
    Seeded.check(
        1989,
        20,
        random -> {
          // given
          Pool pool = pool(members(random), null);
          PoolLedger ledger = PoolLedger.EMPTY.seat(pool.members());
          for (int change = 0; change < 10; change++) {
            List<Member> available = some(pool.members(), random);
            PoolLedger before = ledger;
            Fraction owed = debts(before, available);
            int leads = 1 + random.nextInt(random.nextBoolean() ? 4 : 350);
            for (int lead = 1; lead <= leads; lead++) {
              // when
              ledger = next(pool, ledger, available).ledger();
              // then
              for (Member member : available) {
                Fraction debt = ledger.debt(member.rep());
                assertThat(debt.minus(before.debt(member.rep())).abs())
                    .as("away from the share of the stretch")
                    .isLessThan(Fraction.of(2, 1));
                if (lead > WORKED_OFF * available.size()) {
                  assertThat(debt.minus(share(member, available, owed)).abs())
                      .as("away from the share of all that was to be shared")
                      .isLessThanOrEqualTo(bound(available.size()));
                }
              }
            }
          }
        });
  }

  @Test
  void debtsSumToZeroWhoeverComesGoesOrGivesBack() {
    Seeded.check(
        7,
        100,
        random -> {
          // given
          Pool pool = pool(members(random), random.nextBoolean() ? 1 + random.nextInt(3) : null);
          PoolLedger ledger = PoolLedger.EMPTY.seat(pool.members());
          List<Turn> given = new ArrayList<>();
          for (int step = 0; step < 200; step++) {
            // when
            switch (random.nextInt(10)) {
              case 0 -> {
                pool = pool(members(random), pool.catchUp());
                ledger = ledger.seat(pool.members());
              }
              case 1, 2 -> {
                if (!given.isEmpty()) {
                  Turn turn = given.remove(random.nextInt(given.size()));
                  ledger = ledger.payBack(turn, pool.members());
                }
              }
              default -> {
                List<Member> available = some(pool.members(), random);
                Selection.Choice choice = next(pool, ledger, available);
                assertThat(available).extracting(Member::rep).contains(choice.turn().receiver());
                given.add(choice.turn());
                ledger = choice.ledger();
              }
            }
            // then
            assertThat(sumOfDebts(ledger)).isEqualTo(Fraction.ZERO);
          }
        });
  }

  @Test
  void aTurnThatIsPaidBackLeavesNoTrace() {
    Seeded.check(
        11,
        100,
        random -> {
          // given
          Pool pool = pool(members(random), null);
          PoolLedger before = PoolLedger.EMPTY.seat(pool.members());
          for (int lead = 0; lead < random.nextInt(50); lead++) {
            before = next(pool, before, some(pool.members(), random)).ledger();
          }
          // when
          Selection.Choice choice = next(pool, before, some(pool.members(), random));
          PoolLedger after = choice.ledger().payBack(choice.turn(), pool.members());
          // then
          for (Member member : pool.members()) {
            assertThat(after.debt(member.rep())).isEqualTo(before.debt(member.rep()));
            assertThat(after.received(member.rep())).isEqualTo(before.received(member.rep()));
          }
        });
  }

  @Test
  void whoIsAwayEarnsNothingAndDoesNotCatchUp() {
    Seeded.check(
        13,
        100,
        random -> {
          // given
          Pool pool = pool(List.of(new Member("a", 1), new Member("b", 1)), null);
          PoolLedger ledger = PoolLedger.EMPTY.seat(pool.members());
          for (int lead = 0; lead < random.nextInt(40); lead++) {
            ledger = next(pool, ledger, List.of(new Member("b", 1))).ledger();
          }
          // when
          Map<String, Integer> got = new HashMap<>();
          for (int lead = 0; lead < 10; lead++) {
            Selection.Choice choice = next(pool, ledger, pool.members());
            got.merge(choice.turn().receiver(), 1, Integer::sum);
            ledger = choice.ledger();
          }
          // then
          assertThat(got).isEqualTo(Map.of("a", 5, "b", 5));
        });
  }

  @Test
  void catchUpGivesBackAtMostWhatThePoolAllows() {
    // given
    Pool pool = pool(List.of(new Member("a", 1), new Member("b", 1)), 2);
    PoolLedger ledger = PoolLedger.EMPTY.seat(pool.members());
    for (int lead = 0; lead < 100; lead++) {
      ledger =
          Selection.choose(
                  pool, ledger, List.of(new Member("b", 1)), List.of(new Member("a", 1)), _ -> 0)
              .ledger();
    }
    assertThat(ledger.debt("a")).isEqualTo(Fraction.of(2, 1));
    // when
    Map<String, Integer> got = new HashMap<>();
    for (int lead = 0; lead < 20; lead++) {
      Selection.Choice choice = next(pool, ledger, pool.members());
      got.merge(choice.turn().receiver(), 1, Integer::sum);
      ledger = choice.ledger();
    }
    // then
    assertThat(got).isEqualTo(Map.of("a", 12, "b", 8));
  }

  @Test
  void theDenominatorStaysSmallWhenMembersComeAndGo() {
    // given
    Random random = new Random(3);
    PoolLedger ledger = PoolLedger.EMPTY;
    for (int step = 0; step < 2_000; step++) {
      Pool pool = pool(members(random), null);
      ledger = ledger.seat(pool.members());
      // when
      ledger = next(pool, ledger, some(pool.members(), random)).ledger();
    }
    // then it divides a common multiple of the few sums that weights can have
    assertThat(ledger.denominator().bitLength()).isLessThan(150);
  }

  private static Selection.Choice next(Pool pool, PoolLedger ledger, List<Member> available) {
    return Selection.choose(pool, ledger, available, List.of(), _ -> 0);
  }

  /// 1 - c of Tijdeman's theorem.
  private static Fraction bound(int members) {
    return members == 1 ? Fraction.ZERO : Fraction.of(2L * members - 3, 2L * members - 2);
  }

  private static Fraction debts(PoolLedger ledger, List<Member> members) {
    return members.stream()
        .map(member -> ledger.debt(member.rep()))
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  private static Fraction share(Member member, List<Member> members, Fraction whole) {
    int sum = members.stream().mapToInt(Member::weight).sum();
    return new Fraction(
        whole.numerator().multiply(BigInteger.valueOf(member.weight())),
        whole.denominator().multiply(BigInteger.valueOf(sum)));
  }

  private static Fraction sumOfDebts(PoolLedger ledger) {
    return ledger.accounts().keySet().stream()
        .map(ledger::debt)
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  private static List<Member> members(Random random) {
    return IntStream.rangeClosed(1, 1 + random.nextInt(9))
        .mapToObj(i -> new Member("rep-" + i, 1 + random.nextInt(9)))
        .toList();
  }

  private static List<Member> some(List<Member> members, Random random) {
    List<Member> some = members.stream().filter(_ -> random.nextInt(4) > 0).toList();
    return some.isEmpty() ? members : some;
  }

  static Pool pool(List<Member> members, @Nullable Integer catchUp) {
    return new Pool(
        "p",
        Method.WEIGHTED_ROUND_ROBIN,
        members,
        ZoneOffset.UTC,
        null,
        Set.of(),
        false,
        null,
        catchUp,
        false,
        new Nobody(null, new Destination.ToQueue("q")));
  }
}
