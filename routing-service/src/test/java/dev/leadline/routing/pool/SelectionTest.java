package dev.leadline.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final List<Member> MEMBERS =
      List.of(new Member("ana", 2), new Member("bo", 1), new Member("chen", 1));

  @Test
  void aWeightOfTwoGetsEverySecondLead() {
    // given
    PoolLedger ledger = PoolLedger.EMPTY.seat(MEMBERS);
    List<String> receivers = new ArrayList<>();
    // when
    for (int lead = 0; lead < 8; lead++) {
      Selection.Choice choice =
          Selection.choose(pool(Method.WEIGHTED_ROUND_ROBIN), ledger, MEMBERS, List.of(), _ -> 0);
      receivers.add(choice.turn().receiver());
      ledger = choice.ledger();
    }
    // then
    assertThat(receivers).containsExactly("ana", "bo", "chen", "ana", "ana", "bo", "chen", "ana");
  }

  @Test
  void theDebtIsExact() {
    // given
    PoolLedger ledger = PoolLedger.EMPTY.seat(MEMBERS);
    // when
    ledger =
        Selection.choose(pool(Method.WEIGHTED_ROUND_ROBIN), ledger, MEMBERS, List.of(), _ -> 0)
            .ledger();
    // then
    assertThat(ledger.debt("ana")).hasToString("-1/2");
    assertThat(ledger.debt("bo")).hasToString("1/4");
    assertThat(ledger.debt("chen")).hasToString("1/4");
  }

  @Test
  void theLeastLoadedForTheirWeightIsChosen() {
    // given
    Map<String, Integer> open = Map.of("ana", 5, "bo", 2, "chen", 3);
    // when
    Selection.Choice choice =
        Selection.choose(
            pool(Method.LEAST_LOADED), PoolLedger.EMPTY, MEMBERS, List.of(), open::get);
    // then
    assertThat(choice.turn()).isEqualTo(new Turn("p", "bo", Map.of()));
    assertThat(choice.ledger().received("bo")).isEqualTo(1);
  }

  @Test
  void amongEquallyLoadedMembersTheFirstIsChosen() {
    // given
    Map<String, Integer> open = Map.of("ana", 4, "bo", 2, "chen", 2);
    // when
    Selection.Choice choice =
        Selection.choose(
            pool(Method.LEAST_LOADED), PoolLedger.EMPTY, MEMBERS, List.of(), open::get);
    // then
    assertThat(choice.turn().receiver()).isEqualTo("ana");
  }

  @Test
  void theFirstAvailableIsTheFirstInMemberOrder() {
    // when
    Selection.Choice choice =
        Selection.choose(
            pool(Method.FIRST_AVAILABLE),
            PoolLedger.EMPTY,
            MEMBERS.subList(1, 3),
            List.of(),
            _ -> 0);
    // then
    assertThat(choice.turn().receiver()).isEqualTo("bo");
  }

  @Test
  void whatALeaverWasOwedIsSharedByTheOthers() {
    // given
    PoolLedger ledger =
        Selection.choose(
                pool(Method.WEIGHTED_ROUND_ROBIN),
                PoolLedger.EMPTY.seat(MEMBERS),
                MEMBERS,
                List.of(),
                _ -> 0)
            .ledger();
    // when
    PoolLedger left = ledger.seat(MEMBERS.subList(0, 2));
    // then
    assertThat(left.accounts()).containsOnlyKeys("ana", "bo");
    assertThat(left.debt("ana").plus(left.debt("bo"))).isEqualTo(Fraction.ZERO);
  }

  @Test
  void aJoinerStartsAtZero() {
    // given
    PoolLedger ledger =
        Selection.choose(
                pool(Method.WEIGHTED_ROUND_ROBIN),
                PoolLedger.EMPTY.seat(MEMBERS.subList(0, 2)),
                MEMBERS.subList(0, 2),
                List.of(),
                _ -> 0)
            .ledger();
    // when
    PoolLedger joined = ledger.seat(MEMBERS);
    // then
    assertThat(joined.debt("chen")).isEqualTo(Fraction.ZERO);
    assertThat(joined.debt("ana")).isEqualTo(ledger.debt("ana"));
  }

  private static Pool pool(Method method) {
    return new Pool(
        "p",
        method,
        MEMBERS,
        ZoneOffset.UTC,
        null,
        Set.of(),
        false,
        null,
        null,
        false,
        new Nobody(null, new Destination.ToQueue("q")));
  }
}
