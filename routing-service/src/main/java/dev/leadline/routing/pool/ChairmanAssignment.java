package dev.leadline.routing.pool;

import dev.leadline.policy.RoutingPolicy.Member;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/// Weighted round robin by the chairman assignment of R. Tijdeman (Discrete Mathematics 32, 1980,
/// 323-330).
///
/// Of the members whose debt is at least c = 1/(2n-2), the one takes the lead whose debt would be
/// the first to grow past 1 - c if others took the leads to come: the smallest (1 - c - debt) /
/// share. While the same members are available, nobody is ever more than 1 - c leads from the exact
/// share.
///
/// When members come and go the available ones may all be owed less than c, because one who is away
/// is owed the rest; then every one of them is eligible.
final class ChairmanAssignment {
  private ChairmanAssignment() {}

  /// The members with the best claim on the lead, in member order: the first takes it.
  ///
  /// @param earned the ledger after everyone earned a share of this lead
  /// @param available in member order, all among the earners; never empty
  static List<String> first(PoolLedger earned, List<Member> available) {
    if (available.size() == 1) {
      return List.of(available.getFirst().rep());
    }
    BigInteger inverse = BigInteger.valueOf(2L * available.size() - 2);
    Predicate<Member> due =
        member ->
            earned.account(member.rep()).debt().multiply(inverse).compareTo(earned.denominator())
                >= 0;
    List<Member> eligible = available.stream().filter(due).toList();
    return Firsts.of(
        eligible.isEmpty() ? available : eligible,
        (one, other) ->
            slack(earned, inverse, one)
                .multiply(BigInteger.valueOf(other.weight()))
                .compareTo(
                    slack(earned, inverse, other).multiply(BigInteger.valueOf(one.weight()))));
  }

  /// The numerator of 1 - c - debt over (2n-2) times the ledger's denominator, which is the same
  /// for every member.
  private static BigInteger slack(PoolLedger earned, BigInteger inverse, Member member) {
    BigInteger bound = earned.denominator().multiply(inverse.subtract(BigInteger.ONE));
    return bound.subtract(earned.account(member.rep()).debt().multiply(inverse));
  }
}
