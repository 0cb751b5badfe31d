package dev.leadline.routing.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who owns leads of one account, who has owned one for longest first. Immutable.
public record AccountOwners(List<Holding> holdings) {
  public static final AccountOwners NONE = new AccountOwners(List.of());

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
    return changed(owner, new Holding(owner, since(owner, at), leadsOf(owner) + 1));
  }

  /// One lead less.
  AccountOwners minus(String owner) {
    return holding(owner)
        .map(held -> changed(owner, new Holding(owner, held.since(), held.leads() - 1)))
        .orElse(this);
  }

  private Instant since(String owner, Instant otherwise) {
    return holding(owner).map(Holding::since).orElse(otherwise);
  }

  private AccountOwners changed(String owner, Holding changed) {
    List<Holding> others = new ArrayList<>(holdings);
    others.removeIf(holding -> holding.owner().equals(owner));
    if (changed.leads() > 0) {
      others.add(changed);
    }
    return new AccountOwners(others);
  }
}
