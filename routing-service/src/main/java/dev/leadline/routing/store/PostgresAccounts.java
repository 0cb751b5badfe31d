package dev.leadline.routing.store;

import static dev.leadline.routing.store.PostgresBooks.texts;

import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.routing.assignment.AccountOwners;
import dev.leadline.routing.assignment.AccountOwners.Holding;
import dev.leadline.routing.assignment.Books;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who owns the leads of an account, in the tables `account` and `account_owner`. Their rows are
/// not locked while deciding: an account that got another owner meanwhile is noticed when it is
/// saved.
final class PostgresAccounts {
  private PostgresAccounts() {}

  /// So many leads more or, below 0, fewer.
  private record AccountChange(String domain, Holding holding, int leads) {}

  /// Those of these domains that ever had an owner.
  static Map<String, AccountOwners> read(Connection connection, Set<String> domains)
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

  /// Keeps what was written on a sheet over books that were opened.
  ///
  /// @throws ConflictException when an account got an owner from another transaction in between
  static void save(Connection connection, Books opened, Books sheet) throws SQLException {
    List<AccountChange> changes = changes(opened, sheet);
    if (!changes.isEmpty()) {
      saveJoined(connection, opened, sheet);
      saveOwners(connection, changes);
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
      Array known = Columns.array(connection, "int8", before, joined -> joined);
      upsert.setArray(1, names);
      upsert.setArray(2, known);
      upsert.setArray(3, Columns.array(connection, "int8", after, joined -> joined));
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
  private static void saveOwners(Connection connection, List<AccountChange> changes)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into account_owner (domain, owner, since, leads)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::int[])
            on conflict (domain, owner) do update set
              since = case when account_owner.leads > 0
                then greatest(account_owner.since, excluded.since) else excluded.since end,
              leads = account_owner.leads + excluded.leads
            """)) {
      new RowArrays<>(upsert, changes)
          .add("text", AccountChange::domain)
          .add("text", change -> change.holding().owner())
          .add("timestamptz", change -> change.holding().since())
          .add("int4", AccountChange::leads);
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
          now.holdings().forEach(holding -> owners.put(holding.owner(), holding));
          owners.forEach((owner, holding) -> {
            int change = now.leadsOf(owner) - before.leadsOf(owner);
            if (change != 0 || isBack(before, holding)) {
              changes.add(new AccountChange(domain, holding, change));
            }
          });
        });
    return changes;
  }

  /// Whether an owner gave all leads of the account away and got one again.
  private static boolean isBack(AccountOwners before, Holding now) {
    return before
        .holding(now.owner())
        .filter(held -> !held.since().equals(now.since()))
        .isPresent();
  }
}
