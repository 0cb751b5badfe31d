package dev.leadline.routing.application;

import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.routing.roster.RepLoad;
import dev.leadline.routing.roster.Roster;
import dev.leadline.routing.roster.RosterEntry;
import dev.leadline.routing.roster.RosterRep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What people ask about reps and pools.
@ApplicationScoped
public class RosterDesk {
  private final ActivePolicy activePolicy;
  private final Transactions transactions;
  private final Rosters rosters;
  private final RosterEntries entries;
  private final KeptBooks books;
  private final LeadStates leads;
  private final InstantSource clock;

  RosterDesk(
      ActivePolicy activePolicy,
      Transactions transactions,
      Rosters rosters,
      RosterEntries entries,
      KeptBooks books,
      LeadStates leads,
      InstantSource clock) {
    this.activePolicy = activePolicy;
    this.transactions = transactions;
    this.rosters = rosters;
    this.entries = entries;
    this.books = books;
    this.leads = leads;
    this.clock = clock;
  }

  /// A rep with what they have.
  ///
  /// @param memberships the weight in each pool
  public record RepView(
      RosterRep rep, Presence presence, Map<String, Integer> memberships, RepLoad load) {}

  /// The pools and the books of their members, at one instant.
  public record Board(Roster roster, Attendance attendance, Books books) {}

  /// The policy by which names of calendars and pools are checked.
  public Policy policy() {
    return activePolicy.get();
  }

  /// One rep; empty when nobody has that id.
  public Optional<RepView> rep(String id) {
    return transactions.call(transaction -> {
      Roster roster = rosters.current(transaction.connection(), policy()).roster();
      Books open =
          books.read(
              transaction.connection(), new KeptBooks.Wanted(Set.of(), Set.of(id), Set.of()));
      return roster
          .rep(id)
          .map(rep ->
              new RepView(
                  rep, rep.entry().presenceAt(now()), roster.membershipsOf(id), open.rep(id)));
    });
  }

  /// The pools of that name, or all of them.
  ///
  /// @param only null for all
  public Board board(@Nullable String only) {
    return transactions.call(transaction -> {
      Roster roster = rosters.current(transaction.connection(), policy()).roster();
      BooksWanted wanted = new BooksWanted(roster);
      roster.pools().stream()
          .map(Pool::id)
          .filter(id -> only == null || only.equals(id))
          .forEach(wanted::addPool);
      return new Board(
          roster,
          new Attendance(policy(), roster, now()),
          wanted.look(books, transaction.connection()));
    });
  }

  /// Defines a rep, in place of what the policy says.
  public void define(String rep, RepDefinition definition, UUID request, String actor) {
    change(rep, entry -> entry.with(definition), request, actor, "defined");
  }

  /// Says whether a rep takes leads.
  ///
  /// @param until null when somebody will say when that ends
  public void declare(
      String rep, Presence presence, @Nullable Instant until, UUID request, String actor) {
    change(rep, entry -> entry.with(presence, until), request, actor, presence.name());
  }

  /// Ends a rep's part in routing: a rep of the policy becomes inactive, any other is forgotten.
  public void remove(RosterRep rep, UUID request, String actor) {
    String id = rep.rep().id();
    Change change = new Change(request, now(), actor, "removed");
    if (policy().routing().reps().containsKey(id)) {
      entries.edit(id, entry -> entry.with(inactive(rep)), change);
    } else {
      entries.remove(id, change);
    }
  }

  private void change(
      String rep, UnaryOperator<RosterEntry> edit, UUID request, String actor, String what) {
    Set<String> pools = new HashSet<>(poolsOf(rep));
    entries.edit(rep, edit, new Change(request, now(), actor, what));
    pools.addAll(poolsOf(rep));
    transactions.call(transaction -> {
      leads.wake(transaction.connection(), pools, now());
      return pools;
    });
  }

  private Set<String> poolsOf(String rep) {
    return rep(rep).map(view -> view.memberships().keySet()).orElse(Set.of());
  }

  private static RepDefinition inactive(RosterRep rep) {
    RepDefinition definition = rep.entry().definition();
    return new RepDefinition(
        rep.rep().name(),
        rep.rep().email(),
        false,
        rep.rep().calendar(),
        rep.rep().manager(),
        rep.rep().skills(),
        rep.rep().caps(),
        definition == null ? null : definition.pools());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
