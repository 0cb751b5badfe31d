package dev.leadline.routing.application;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Ownership;
import dev.leadline.routing.assignment.Plan;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.pool.Turn;
import dev.leadline.routing.roster.Roster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers which pools, reps and accounts a number of decisions may read or change, so that they
/// are locked at once and in key order.
final class BooksWanted {
  private final Roster roster;
  private final Set<String> pools = new TreeSet<>();
  private final Set<String> reps = new TreeSet<>();
  private final Set<String> accounts = new TreeSet<>();

  BooksWanted(Roster roster) {
    this.roster = roster;
  }

  void add(LeadRouting lead, RoutingInput input) {
    lead.formerOwner().ifPresent(reps::add);
    lead.account().ifPresent(accounts::add);
    addAccount(input.snapshot().orElse(null));
    Ownership ownership = lead.ownership();
    Turn turn = ownership == null ? null : ownership.turn();
    if (turn != null) {
      addPool(turn.pool());
    }
    if (input instanceof RoutingInput.TookIn tookIn) {
      tookIn.absorbed().formerOwner().ifPresent(reps::add);
    }
    if (input instanceof RoutingInput.Move move && move.to() != null) {
      reps.add(move.to());
    }
  }

  void add(Plan plan) {
    plan.pools().forEach(this::addPool);
    reps.addAll(plan.reps());
  }

  /// Opens them, each pool with exactly the members it has now.
  Books open(KeptBooks books, Connection connection) throws SQLException {
    return seated(books.lock(connection, wanted()));
  }

  /// The same without locks, to look at.
  Books look(KeptBooks books, Connection connection) throws SQLException {
    return seated(books.read(connection, wanted()));
  }

  private KeptBooks.Wanted wanted() {
    return new KeptBooks.Wanted(pools, reps, accounts);
  }

  private Books seated(Books opened) {
    pools.forEach(id -> opened.write(id, opened.pool(id).seat(members(id))));
    return opened;
  }

  /// Adds a pool and where its leads go when nobody is there, by the policy or a change at run
  /// time.
  void addPool(String id) {
    if (!pools.add(id)) {
      return;
    }
    members(id).forEach(member -> reps.add(member.rep()));
    switch (roster.pool(id).map(pool -> pool.nobody().then()).orElse(null)) {
      case Destination.ToPool(String next) -> addPool(next);
      case Destination.ToRep(String rep) -> reps.add(rep);
      case Destination.ToQueue _ -> {}
      case null -> {}
    }
  }

  private List<Member> members(String pool) {
    return roster.pool(pool).map(Pool::members).orElse(List.of());
  }

  private void addAccount(@Nullable LeadSnapshot snapshot) {
    if (snapshot != null) {
      snapshot.text("companyDomain").ifPresent(accounts::add);
    }
  }
}
