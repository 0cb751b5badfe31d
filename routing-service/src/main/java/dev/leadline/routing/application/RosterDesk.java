package dev.leadline.routing.application;

import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.HandingOn;
import dev.leadline.routing.roster.PoolDefinition;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people ask about reps and pools.
@ApplicationScoped
public class RosterDesk {
  private final ActivePolicy activePolicy;
  private final Transactions transactions;
  private final Rosters rosters;
  private final RosterEntries entries;
  private final PoolEntries pools;
  private final KeptBooks books;
  private final LeadStates leads;
  private final Leavers leavers;
  private final InstantSource clock;

  RosterDesk(
      ActivePolicy activePolicy,
      Transactions transactions,
      Rosters rosters,
      RosterEntries entries,
      PoolEntries pools,
      KeptBooks books,
      LeadStates leads,
      Leavers leavers,
      InstantSource clock) {
    this.activePolicy = activePolicy;
    this.transactions = transactions;
    this.rosters = rosters;
    this.entries = entries;
    this.pools = pools;
    this.books = books;
    this.leads = leads;
    this.leavers = leavers;
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

  /// The reps and pools of now.
  public Roster roster() {
    return transactions.call(
        transaction -> rosters.current(transaction.connection(), policy()).roster());
  }

  /// One rep; empty when nobody has that id.
  public Optional<RepView> rep(String id) {
    return views(roster -> roster.rep(id).stream().toList()).stream().findFirst();
  }

  /// All reps, by id.
  public List<RepView> reps() {
    return views(roster -> List.copyOf(roster.reps()));
  }

  private List<RepView> views(Function<Roster, List<RosterRep>> chosen) {
    return transactions.call(transaction -> {
      Roster roster = rosters.current(transaction.connection(), policy()).roster();
      List<RosterRep> reps = chosen.apply(roster);
      Set<String> ids = reps.stream().map(rep -> rep.rep().id()).collect(Collectors.toSet());
      Books open =
          books.read(transaction.connection(), new KeptBooks.Wanted(Set.of(), ids, Set.of()));
      return reps.stream()
          .map(rep ->
              new RepView(
                  rep,
                  rep.entry().presenceAt(now()),
                  roster.membershipsOf(rep.rep().id()),
                  open.rep(rep.rep().id())))
          .toList();
    });
  }

  /// What was changed about a rep, the latest first.
  public List<Past<RosterEntry>> history(String rep) {
    return entries.history(rep);
  }

  /// What was changed about a pool, the latest first.
  public List<Past<PoolDefinition>> poolHistory(String pool) {
    return pools.history(pool);
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
    follow(Set.of());
  }

  /// What came of the wish to change a pool.
  public sealed interface PoolChange {
    record Made() implements PoolChange {}

    /// Nothing was changed.
    ///
    /// @param why in words, with what to do about it
    record Refused(String why) implements PoolChange {}

    /// Nobody changed that pool, and there is none that only a change made.
    record Unchanged() implements PoolChange {}
  }

  /// Says what a pool is to be, of the policy or of its own.
  public PoolChange define(String pool, PoolDefinition definition, UUID request, String actor) {
    return followed(
        pool,
        pools.define(
            pool, definition, soundFor(pool), new Change(request, now(), actor, "defined")));
  }

  /// Takes back what was said of a pool: one of the policy is as the policy says again, any other
  /// is gone, and the leads that wait for it are routed anew.
  public PoolChange removeDefinition(String pool, UUID request, String actor) {
    if (!roster().isDefined(pool)) {
      return new PoolChange.Unchanged();
    }
    return followed(
        pool, pools.remove(pool, soundFor(pool), new Change(request, now(), actor, "removed")));
  }

  private PoolEntries.Objection soundFor(String pool) {
    return after -> HandingOn.objection(Roster.of(policy(), List.of(), after), pool);
  }

  private PoolChange followed(String pool, Optional<String> objection) {
    if (objection.isPresent()) {
      return new PoolChange.Refused(objection.get());
    }
    follow(Set.of(pool));
    return new PoolChange.Made();
  }

  private void change(
      String rep, UnaryOperator<RosterEntry> edit, UUID request, String actor, String what) {
    Set<String> concerned = new HashSet<>(poolsOf(rep));
    entries.edit(rep, edit, new Change(request, now(), actor, what));
    concerned.addAll(poolsOf(rep));
    follow(concerned);
  }

  /// Has looked at again what the roster was in the way of: the leads that wait for one of the
  /// pools, and those whose owner is gone.
  private void follow(Set<String> waitedFor) {
    if (!waitedFor.isEmpty()) {
      transactions.call(transaction -> {
        leads.wake(transaction.connection(), waitedFor, now());
        return waitedFor;
      });
    }
    leavers.release();
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
        rep.rep().languages(),
        rep.rep().caps(),
        definition == null ? null : definition.leave(),
        definition == null ? null : definition.pools());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
