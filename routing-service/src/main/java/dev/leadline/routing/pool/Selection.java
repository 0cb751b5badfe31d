package dev.leadline.routing.pool;

import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Who of a pool's available members takes the next lead.
public final class Selection {
  private Selection() {}

  /// A choice made.
  ///
  /// @param turn who got the lead and who earned a share of it
  /// @param ledger the pool's ledger after it
  /// @param tied who had just as good a claim and stands behind in member order
  public record Choice(Turn turn, PoolLedger ledger, List<String> tied) {
    public Choice {
      tied = List.copyOf(tied);
    }
  }

  /// Chooses by the pool's method.
  ///
  /// @param available in member order; never empty
  /// @param away members who are skipped for now and earn what catch-up allows
  /// @param openLeads how many open leads a member has
  public static Choice choose(
      Pool pool,
      PoolLedger ledger,
      List<Member> available,
      List<Member> away,
      ToIntFunction<String> openLeads) {
    return switch (pool.method()) {
      case WEIGHTED_ROUND_ROBIN -> byDebt(pool, ledger, available, away);
      case LEAST_LOADED -> uncounted(pool, ledger, leastLoaded(available, openLeads));
      case FIRST_AVAILABLE -> uncounted(pool, ledger, List.of(available.getFirst().rep()));
    };
  }

  /// The turn of a lead that a person gave to `receiver` and that counts.
  public static Turn manual(
      Pool pool, PoolLedger ledger, List<Member> available, List<Member> away, String receiver) {
    return switch (pool.method()) {
      case WEIGHTED_ROUND_ROBIN ->
          new Turn(pool.id(), receiver, earners(pool, ledger, available, away));
      case LEAST_LOADED, FIRST_AVAILABLE -> new Turn(pool.id(), receiver, Map.of());
    };
  }

  private static Choice byDebt(
      Pool pool, PoolLedger ledger, List<Member> available, List<Member> away) {
    Map<String, Integer> earners = earners(pool, ledger, available, away);
    PoolLedger earned = ledger.earn(earners);
    List<String> first = ChairmanAssignment.first(earned, available);
    String receiver = first.getFirst();
    return new Choice(
        new Turn(pool.id(), receiver, earners),
        earned.receive(receiver),
        first.subList(1, first.size()));
  }

  private static Map<String, Integer> earners(
      Pool pool, PoolLedger ledger, List<Member> available, List<Member> away) {
    List<Member> earning = new ArrayList<>(available);
    Integer most = pool.catchUp();
    if (most != null) {
      Fraction bound = Fraction.of(most, 1);
      away.stream()
          .filter(member -> ledger.debt(member.rep()).compareTo(bound) < 0)
          .forEach(earning::add);
    }
    Map<String, Integer> weights = new TreeMap<>();
    earning.forEach(member -> weights.put(member.rep(), member.weight()));
    return weights;
  }

  private static Choice uncounted(Pool pool, PoolLedger ledger, List<String> first) {
    String receiver = first.getFirst();
    return new Choice(
        new Turn(pool.id(), receiver, Map.of()),
        ledger.count(receiver),
        first.subList(1, first.size()));
  }

  /// The members with the least load, in member order.
  private static List<String> leastLoaded(List<Member> available, ToIntFunction<String> openLeads) {
    return Firsts.of(
        available,
        (one, other) ->
            Long.compare(
                (long) openLeads.applyAsInt(one.rep()) * other.weight(),
                (long) openLeads.applyAsInt(other.rep()) * one.weight()));
  }
}
