package dev.leadline.routing.store;

import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.routing.application.KeptBooks;
import dev.leadline.routing.assignment.AccountOwners;
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
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Books in the tables `pool_state` and `rep_state`, and those of accounts.
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
    Map<String, AccountOwners> accounts = PostgresAccounts.read(connection, wanted.accounts());
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
    Map<String, AccountOwners> accounts = PostgresAccounts.read(connection, wanted.accounts());
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
    PostgresAccounts.save(connection, opened, sheet);
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

  static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return Columns.array(connection, "text", values, value -> value);
  }
}
