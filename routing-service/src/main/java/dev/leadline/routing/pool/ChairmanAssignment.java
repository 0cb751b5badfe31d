package dev.leadline.routing.pool;

import dev.leadline.policy.RoutingPolicy.Member;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Weighted round robin by the chairman assignment of R. Tijdeman (Discrete Mathematics 32, 1980,
/// 323-330).
///
/// Of the members whose claim is at least c = 1/(2n-2), the one takes the lead whose claim would be
/// the first to grow past 1 - c if others took the leads to come: the smallest (1 - c - claim) /
/// share. A claim is the debt without the member's share of what the available members are owed by
/// those who are away, so that claims sum to one lead, the one to be given. While all who ever
/// earned are available, that is the debt itself.
///
/// While the same members are available, nobody is ever more than 1 - c leads from the exact share,
/// if all began within that; who did not is brought back to it. Without taking claims for debts,
/// members who are owed something by one on leave would be up to half a lead further away.
final class ChairmanAssignment {
  private final List<Member> available;
  private final Map<String, BigInteger> claims;
  private final BigInteger lead;
  private final BigInteger inverse;

  /// @param earned the ledger after everyone earned a share of this lead
  private ChairmanAssignment(PoolLedger earned, List<Member> available) {
    BigInteger weights = BigInteger.valueOf(available.stream().mapToLong(Member::weight).sum());
    BigInteger owed =
        available.stream()
            .map(member -> debt(earned, member))
            .reduce(BigInteger.ZERO, BigInteger::add)
            .subtract(earned.denominator());
    this.available = available;
    this.claims = new TreeMap<>();
    this.lead = earned.denominator().multiply(weights);
    this.inverse = BigInteger.valueOf(2L * available.size() - 2);
    for (Member member : available) {
      BigInteger share = owed.multiply(BigInteger.valueOf(member.weight()));
      claims.put(member.rep(), debt(earned, member).multiply(weights).subtract(share));
    }
  }

  /// The members with the best claim on the lead, in member order: the first takes it.
  ///
  /// @param earned the ledger after everyone earned a share of this lead
  /// @param available in member order, all among the earners; never empty
  static List<String> first(PoolLedger earned, List<Member> available) {
    return available.size() == 1
        ? List.of(available.getFirst().rep())
        : new ChairmanAssignment(earned, available).first();
  }

  /// Somebody is due: claims sum to one lead, so the largest is 1/n or more, and c is not.
  private List<String> first() {
    List<Member> due =
        available.stream()
            .filter(member -> claim(member).multiply(inverse).compareTo(lead) >= 0)
            .toList();
    return Firsts.of(
        due,
        (one, other) ->
            slack(one)
                .multiply(BigInteger.valueOf(other.weight()))
                .compareTo(slack(other).multiply(BigInteger.valueOf(one.weight()))));
  }

  /// 1 - c - claim, in units of a lead over 2n-2.
  private BigInteger slack(Member member) {
    return lead.multiply(inverse.subtract(BigInteger.ONE))
        .subtract(claim(member).multiply(inverse));
  }

  /// In units of a lead over the ledger's denominator and the sum of weights.
  private BigInteger claim(Member member) {
    return claims.getOrDefault(member.rep(), BigInteger.ZERO);
  }

  private static BigInteger debt(PoolLedger ledger, Member member) {
    return ledger.account(member.rep()).debt();
  }
}
