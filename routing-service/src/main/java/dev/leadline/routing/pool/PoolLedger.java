package dev.leadline.routing.pool;

import dev.leadline.policy.RoutingPolicy.Member;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// What each member of a pool has earned and not received, exactly: whole numbers over one common
/// denominator. The debts sum to zero after every complete turn. Immutable.
///
/// @param denominator of every debt; above 0
/// @param accounts by member
public record PoolLedger(BigInteger denominator, Map<String, Account> accounts) {
  public static final PoolLedger EMPTY = new PoolLedger(BigInteger.ONE, Map.of());

  public PoolLedger {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /// One member's side of the ledger.
  ///
  /// @param debt the numerator of earned - received
  /// @param received the leads given by the pool and not paid back
  public record Account(BigInteger debt, long received) {
    static final Account NEW = new Account(BigInteger.ZERO, 0);

    Account plus(BigInteger earned) {
      return new Account(debt.add(earned), received);
    }
  }

  /// Earned - received; zero for who is no member.
  public Fraction debt(String member) {
    return new Fraction(account(member).debt(), denominator);
  }

  public long received(String member) {
    return account(member).received();
  }

  Account account(String member) {
    return accounts.getOrDefault(member, Account.NEW);
  }

  /// The ledger of exactly these members, in lowest terms. A joiner starts at debt 0; what a leaver
  /// was owed or owed is shared out among the others by weight, in units of the denominator, so
  /// that the debts sum to zero and the denominator stays what it is. In lowest terms before that
  /// too, so that how the leads before were cut into batches makes no difference.
  public PoolLedger seat(List<Member> members) {
    PoolLedger lowest = reduced();
    TreeMap<String, Account> seated = new TreeMap<>();
    members.forEach(member -> seated.put(member.rep(), lowest.account(member.rep())));
    return new PoolLedger(lowest.denominator, seated).settled(members).reduced();
  }

  /// One lead more to share: every earner earns weight / sum of weights.
  PoolLedger earn(Map<String, Integer> weights) {
    return earn(weights, BigInteger.ONE);
  }

  /// The lead is given to a member.
  PoolLedger receive(String member) {
    return changed(
        Map.of(member, 1),
        (account, _) -> new Account(account.debt().subtract(denominator), account.received() + 1));
  }

  /// A lead given without debts being kept.
  PoolLedger count(String member) {
    return changed(
        Map.of(member, 1), (account, _) -> new Account(account.debt(), account.received() + 1));
  }

  /// The ledger with a whole turn applied: the lead is earned by the earners and received.
  public PoolLedger apply(Turn turn) {
    return turn.earners().isEmpty()
        ? count(turn.receiver())
        : earn(turn.earners()).receive(turn.receiver());
  }

  /// Pays a lead back as if its turn had never been. Members who left since are made good by the
  /// present ones.
  public PoolLedger payBack(Turn turn, List<Member> members) {
    boolean keepsDebts = !turn.earners().isEmpty();
    PoolLedger unearned = keepsDebts ? earn(turn.earners(), BigInteger.ONE.negate()) : this;
    PoolLedger returned =
        unearned.changed(
            Map.of(turn.receiver(), 1),
            (account, _) ->
                new Account(
                    keepsDebts ? account.debt().add(unearned.denominator) : account.debt(),
                    account.received() - 1));
    return returned.seat(members);
  }

  private PoolLedger earn(Map<String, Integer> weights, BigInteger sign) {
    BigInteger sum =
        BigInteger.valueOf(weights.values().stream().mapToLong(Integer::longValue).sum());
    PoolLedger wide = over(sum.divide(sum.gcd(denominator)).multiply(denominator));
    BigInteger unit = wide.denominator.divide(sum).multiply(sign);
    return wide.changed(
        weights, (account, weight) -> account.plus(unit.multiply(BigInteger.valueOf(weight))));
  }

  private PoolLedger over(BigInteger common) {
    if (common.equals(denominator)) {
      return this;
    }
    BigInteger factor = common.divide(denominator);
    TreeMap<String, Account> scaled = new TreeMap<>(accounts);
    scaled.replaceAll((_, a) -> new Account(a.debt().multiply(factor), a.received()));
    return new PoolLedger(common, scaled);
  }

  private PoolLedger settled(List<Member> members) {
    BigInteger missing =
        accounts.values().stream()
            .map(Account::debt)
            .reduce(BigInteger.ZERO, BigInteger::add)
            .negate();
    if (missing.signum() == 0 || members.isEmpty()) {
      return this;
    }
    BigInteger sum = BigInteger.valueOf(members.stream().mapToLong(Member::weight).sum());
    TreeMap<String, Account> shared = new TreeMap<>(accounts);
    BigInteger left = missing;
    for (Member member : members) {
      BigInteger share = missing.multiply(BigInteger.valueOf(member.weight())).divide(sum);
      shared.computeIfPresent(member.rep(), (_, account) -> account.plus(share));
      left = left.subtract(share);
    }
    BigInteger rounding = left;
    shared.computeIfPresent(members.getFirst().rep(), (_, account) -> account.plus(rounding));
    return new PoolLedger(denominator, shared);
  }

  private PoolLedger reduced() {
    BigInteger divisor = denominator;
    for (Account account : accounts.values()) {
      divisor = divisor.gcd(account.debt());
    }
    if (divisor.equals(BigInteger.ONE)) {
      return this;
    }
    BigInteger common = divisor;
    TreeMap<String, Account> lowest = new TreeMap<>(accounts);
    lowest.replaceAll((_, a) -> new Account(a.debt().divide(common), a.received()));
    return new PoolLedger(denominator.divide(common), lowest);
  }

  private PoolLedger changed(
      Map<String, Integer> members, BiFunction<Account, Integer, Account> change) {
    TreeMap<String, Account> next = new TreeMap<>(accounts);
    members.forEach((member, weight) -> next.put(member, change.apply(account(member), weight)));
    return new PoolLedger(denominator, next);
  }
}
