package dev.leadline.routing.store;

import dev.leadline.messaging.ConflictException;
import dev.leadline.routing.application.KeptBooks;
import dev.leadline.routing.assignment.AccountOwners;
import dev.leadline.routing.assignment.AccountOwners.Holding;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.RepLoad;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Books in the tables `pool_state`, `rep_state` and `account_owner`.
@ApplicationScoped
class PostgresBooks implements KeptBooks {
  private static final String NO_LOCK = "";
  private static final String LOCK = " for update";

  @Override
  public Books lock(Connection connection, Wanted wanted) throws SQLException {
    Map<String, PoolLedger> pools = pools(connection, wanted.pools(), LOCK);
    if (pools.size() < wanted.pools().size()) {
      begin(
          connection,
          "insert into pool_state (pool, ledger) select p, ? from unnest(?::text[]) p order by p"
              + " on conflict (pool) do nothing",
          RoutingJson.write(PoolLedger.EMPTY),
          wanted.pools());
      pools = pools(connection, wanted.pools(), LOCK);
    }
    Map<String, AccountOwners> accounts = accounts(connection, wanted.accounts());
    Set<String> named = repsOf(wanted, accounts);
    Map<String, RepLoad> reps = reps(connection, named, LOCK);
    if (reps.size() < named.size()) {
      begin(
          connection,
          "insert into rep_state (rep, load) select r, ? from unnest(?::text[]) r"
              + " order by r on conflict (rep) do nothing",
          RoutingJson.write(RepLoad.NONE),
          named);
      reps = reps(connection, named, LOCK);
    }
    return Books.of(pools, reps, accounts);
  }

  @Override
  public Books read(Connection connection, Wanted wanted) throws SQLException {
    Map<String, AccountOwners> accounts = accounts(connection, wanted.accounts());
    return Books.of(
        pools(connection, wanted.pools(), NO_LOCK),
        reps(connection, repsOf(wanted, accounts), NO_LOCK),
        accounts);
  }

  @Override
  public void save(Connection connection, Books opened, Books sheet) throws SQLException {
    if (!sheet.pools().isEmpty()) {
      savePools(connection, sheet.pools());
    }
    if (!sheet.reps().isEmpty()) {
      saveReps(connection, sheet.reps());
    }
    List<AccountChange> changes = changes(opened, sheet);
    if (!changes.isEmpty()) {
      saveJoined(connection, opened, sheet);
      saveAccounts(connection, changes);
    }
  }

  @Override
  public Set<String> holders(Connection connection) throws SQLException {
    Set<String> holders = new TreeSet<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select rep from rep_state where (load ->> 'open')::int > 0");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        holders.add(rows.getString(1));
      }
    }
    return holders;
  }

  /// So many leads more or, below 0, fewer.
  private record AccountChange(String domain, Holding holding, int leads) {}

  private static Set<String> repsOf(Wanted wanted, Map<String, AccountOwners> accounts) {
    Set<String> reps = new TreeSet<>(wanted.reps());
    accounts
        .values()
        .forEach(owners -> owners.holdings().forEach(holding -> reps.add(holding.owner())));
    return reps;
  }

  private static Map<String, PoolLedger> pools(Connection connection, Set<String> ids, String lock)
      throws SQLException {
    Map<String, PoolLedger> pools = new TreeMap<>();
    if (ids.isEmpty()) {
      return pools;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select pool, ledger from pool_state where pool = any(?) order by pool" + lock)) {
      select.setArray(1, texts(connection, ids));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          pools.put(rows.getString(1), RoutingJson.read(rows.getString(2), PoolLedger.class));
        }
      }
    }
    return pools;
  }

  private static Map<String, RepLoad> reps(Connection connection, Set<String> ids, String lock)
      throws SQLException {
    Map<String, RepLoad> reps = new TreeMap<>();
    if (ids.isEmpty()) {
      return reps;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select rep, load from rep_state where rep = any(?) order by rep" + lock)) {
      select.setArray(1, texts(connection, ids));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          RepLoad load = RoutingJson.read(rows.getString(2), RepLoad.class);
          reps.put(rows.getString(1), load);
        }
      }
    }
    return reps;
  }

  private static Map<String, AccountOwners> accounts(Connection connection, Set<String> domains)
      throws SQLException {
    if (domains.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Holding>> holdings = new TreeMap<>();
    Map<String, Long> joined = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select a.domain, a.joined, o.owner, o.since, o.leads
            from account a left join account_owner o on o.domain = a.domain and o.leads > 0
            where a.domain = any(?)
            """)) {
      select.setArray(1, texts(connection, domains));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String domain = rows.getString(1);
          joined.put(domain, rows.getLong(2));
          List<Holding> held = holdings.computeIfAbsent(domain, _ -> new ArrayList<>());
          if (rows.getString(3) != null) {
            held.add(
                new Holding(
                    rows.getString(3),
                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                    rows.getInt(5)));
          }
        }
      }
    }
    Map<String, AccountOwners> accounts = new TreeMap<>();
    holdings.forEach((domain, owners) ->
        accounts.put(domain, new AccountOwners(owners, joined.getOrDefault(domain, 0L))));
    return accounts;
  }

  private static void begin(
      Connection connection, String statement, String initial, Set<String> ids)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(statement)) {
      insert.setObject(1, initial, Types.OTHER);
      insert.setArray(2, texts(connection, ids));
      insert.executeUpdate();
    }
  }

  private static void savePools(Connection connection, Map<String, PoolLedger> pools)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update pool_state set ledger = n.ledger
            from unnest(?::text[], ?::json[]) as n (pool, ledger)
            where pool_state.pool = n.pool
            """)) {
      update.setArray(1, texts(connection, pools.keySet()));
      update.setArray(
          2, texts(connection, pools.values().stream().map(RoutingJson::write).toList()));
      update.executeUpdate();
    }
  }

  private static void saveReps(Connection connection, Map<String, RepLoad> reps)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update rep_state set load = n.load
            from unnest(?::text[], ?::json[]) as n (rep, load)
            where rep_state.rep = n.rep
            """)) {
      update.setArray(1, texts(connection, reps.keySet()));
      update.setArray(
          2, texts(connection, reps.values().stream().map(RoutingJson::write).toList()));
      update.executeUpdate();
    }
  }

  /// An account to which another transaction gave an owner meanwhile may have to keep that one: the
  /// batch is decided again. In key order, so that two transactions never wait for each other.
  private static void saveJoined(Connection connection, Books opened, Books sheet)
      throws SQLException {
    List<String> domains = new ArrayList<>();
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    sheet
        .accounts()
        .forEach((domain, owners) -> {
          long known = opened.account(domain).joined();
          if (owners.joined() > known) {
            domains.add(domain);
            before.add(known);
            after.add(owners.joined());
          }
        });
    if (domains.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into account (domain, joined)
            select n.domain, n.after
            from unnest(?::text[], ?::bigint[], ?::bigint[]) as n (domain, before, after)
            on conflict (domain) do update set joined = excluded.joined
            where account.joined = (
              select k.before from unnest(?::text[], ?::bigint[]) as k (domain, before)
              where k.domain = excluded.domain)
            """)) {
      Array names = texts(connection, domains);
      Array known = connection.createArrayOf("int8", before.toArray());
      upsert.setArray(1, names);
      upsert.setArray(2, known);
      upsert.setArray(3, connection.createArrayOf("int8", after.toArray()));
      upsert.setArray(4, names);
      upsert.setArray(5, known);
      int saved = upsert.executeUpdate();
      if (saved < domains.size()) {
        throw new ConflictException(
            (domains.size() - saved)
                + " of "
                + domains.size()
                + " accounts got an owner from another transaction meanwhile");
      }
    }
  }

  /// By difference, since the rows of accounts are not locked while deciding; in key order, so that
  /// two transactions never wait for each other.
  private static void saveAccounts(Connection connection, List<AccountChange> changes)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into account_owner (domain, owner, since, leads)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::int[])
            on conflict (domain, owner) do update set
              since = case when account_owner.leads > 0
                then account_owner.since else excluded.since end,
              leads = account_owner.leads + excluded.leads
            """)) {
      upsert.setArray(1, texts(connection, changes.stream().map(AccountChange::domain).toList()));
      upsert.setArray(
          2, texts(connection, changes.stream().map(change -> change.holding().owner()).toList()));
      upsert.setArray(
          3,
          connection.createArrayOf(
              "timestamptz",
              changes.stream().map(change -> change.holding().since().toString()).toArray()));
      upsert.setArray(
          4,
          connection.createArrayOf("int4", changes.stream().map(AccountChange::leads).toArray()));
      upsert.executeUpdate();
    }
  }

  private static List<AccountChange> changes(Books opened, Books sheet) {
    List<AccountChange> changes = new ArrayList<>();
    sheet
        .accounts()
        .forEach((domain, now) -> {
          AccountOwners before = opened.account(domain);
          Map<String, Holding> owners = new TreeMap<>();
          before.holdings().forEach(holding -> owners.put(holding.owner(), holding));
          now.holdings().forEach(holding -> owners.putIfAbsent(holding.owner(), holding));
          owners.forEach((owner, holding) -> {
            int change = now.leadsOf(owner) - before.leadsOf(owner);
            if (change != 0) {
              changes.add(new AccountChange(domain, holding, change));
            }
          });
        });
    return changes;
  }

  private static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
