package dev.leadline.routing.assignment;

import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.RepLoad;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What pools, reps and accounts have received so far.
///
/// A decision reads what it is given and writes on a sheet laid over it, so that it changes nothing
/// itself: whoever asked for the decision takes the sheet over, or not. Used by one thread.
public final class Books {
  private final @Nullable Books below;
  private final Map<String, PoolLedger> pools = new TreeMap<>();
  private final Map<String, RepLoad> reps = new TreeMap<>();
  private final Map<String, AccountOwners> accounts = new TreeMap<>();

  private Books(@Nullable Books below) {
    this.below = below;
  }

  /// Books in which nothing is written.
  public static Books empty() {
    return new Books(null);
  }

  /// The books as they were loaded.
  public static Books of(
      Map<String, PoolLedger> pools,
      Map<String, RepLoad> reps,
      Map<String, AccountOwners> accounts) {
    Books books = empty();
    books.pools.putAll(pools);
    books.reps.putAll(reps);
    books.accounts.putAll(accounts);
    return books;
  }

  /// An empty sheet over these books.
  public Books sheet() {
    return new Books(this);
  }

  /// Writes what is on a sheet into these books.
  public void takeOver(Books sheet) {
    pools.putAll(sheet.pools);
    reps.putAll(sheet.reps);
    accounts.putAll(sheet.accounts);
  }

  public PoolLedger pool(String id) {
    PoolLedger own = pools.get(id);
    return own != null ? own : below == null ? PoolLedger.EMPTY : below.pool(id);
  }

  public RepLoad rep(String id) {
    RepLoad own = reps.get(id);
    return own != null ? own : below == null ? RepLoad.NONE : below.rep(id);
  }

  public AccountOwners account(String domain) {
    AccountOwners own = accounts.get(domain);
    return own != null ? own : below == null ? AccountOwners.NONE : below.account(domain);
  }

  public void write(String pool, PoolLedger ledger) {
    pools.put(pool, ledger);
  }

  public void write(String rep, RepLoad load) {
    reps.put(rep, load);
  }

  public void write(String domain, AccountOwners owners) {
    accounts.put(domain, owners);
  }

  /// The pools written on this sheet.
  public Map<String, PoolLedger> pools() {
    return Collections.unmodifiableMap(pools);
  }

  /// The reps written on this sheet.
  public Map<String, RepLoad> reps() {
    return Collections.unmodifiableMap(reps);
  }

  /// The accounts written on this sheet.
  public Map<String, AccountOwners> accounts() {
    return Collections.unmodifiableMap(accounts);
  }
}
