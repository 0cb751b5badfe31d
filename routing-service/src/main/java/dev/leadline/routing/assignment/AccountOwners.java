package dev.leadline.routing.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who owns leads of one account, who has owned one for longest first. Immutable.
///
/// @param joined counts the owners that the account ever got, so that two decisions that each give
///   it one, not knowing of the other, are told apart from two that follow each other
public record AccountOwners(List<Holding> holdings, long joined) {
  public static final AccountOwners NONE = new AccountOwners(List.of(), 0);

  public AccountOwners {
    holdings =
        holdings.stream()
            .sorted(Comparator.comparing(Holding::since).thenComparing(Holding::owner))
            .toList();
  }

  /// @param since when the owner got the first of the leads
  /// @param leads how many; above 0
  public record Holding(String owner, Instant since, int leads) {}

  public int leadsOf(String owner) {
    return holding(owner).map(Holding::leads).orElse(0);
  }

  public Optional<Holding> holding(String owner) {
    return holdings.stream().filter(holding -> holding.owner().equals(owner)).findFirst();
  }

  /// One lead more, given at an instant.
  AccountOwners plus(String owner, Instant at) {
    long joins = holding(owner).isPresent() ? joined : joined + 1;
    return changed(owner, new Holding(owner, since(owner, at), leadsOf(owner) + 1), joins);
  }

  /// One lead less.
  AccountOwners minus(String owner) {
    return holding(owner)
        .map(held -> changed(owner, new Holding(owner, held.since(), held.leads() - 1), joined))
        .orElse(this);
  }

  private Instant since(String owner, Instant otherwise) {
    return holding(owner).map(Holding::since).orElse(otherwise);
  }

  private AccountOwners changed(String owner, Holding changed, long joins) {
    List<Holding> others = new ArrayList<>(holdings);
    others.removeIf(holding -> holding.owner().equals(owner));
    if (changed.leads() > 0) {
      others.add(changed);
    }
    return new AccountOwners(others, joins);
  }
}
