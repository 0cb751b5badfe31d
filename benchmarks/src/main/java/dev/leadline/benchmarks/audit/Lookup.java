package dev.leadline.benchmarks.audit;

import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionPartitions;
import dev.leadline.events.LeadId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/// Finds the decisions about leads among those of seven years, ten to a lead on average.
final class Lookup {
  private static final int MONTHS = 84;
  private static final int LOOKUPS = 3_000;
  private static final YearMonth LAST = YearMonth.of(2026, 11);

  private final String url;
  private final long rows;

  Lookup(String url, long rows) {
    this.url = url;
    this.rows = rows;
  }

  void run() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      long start = System.nanoTime();
      fill(connection);
      System.out.printf(
          "%d decisions in %d months, filled in %d s%n",
          rows, MONTHS, (System.nanoTime() - start) / 1_000_000_000);
      measure(connection);
    }
  }

  /// Leads live for three months. Not logged, and indexed afterwards, which makes no difference to
  /// who reads.
  private void fill(Connection connection) throws SQLException {
    long leads = rows / 10;
    long aMonth = rows / MONTHS;
    try (Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute("set maintenance_work_mem = '512MB'");
      for (int i = 0; i < MONTHS; i++) {
        YearMonth month = LAST.minusMonths(MONTHS - 1 - i);
        Instant first = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        connection.setAutoCommit(false);
        DecisionPartitions.keep(connection, first, Period.ZERO);
        connection.commit();
        connection.setAutoCommit(true);
        String partition = "decision_%d_%02d".formatted(month.getYear(), month.getMonthValue());
        statement.execute("alter table " + partition + " set unlogged");
        statement.execute(
            """
            insert into %s (chain, sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at, policy_version,
              causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest)
            select 'routing:leadline.lifecycle.v1:' || number %% 4, number, decode(md5(number::text) || md5(number::text), 'hex'),
              decode(md5(number::text) || md5(number::text), 'hex'), decode(md5(number::text), 'hex'), gen_random_uuid(),
              md5('lead ' || (%d + random() * %d)::bigint)::uuid, 'routing', at, at, 'e934f46851c68a7b', gen_random_uuid(),
              'delivery-' || number, 'SYSTEM', 'routing', 'assigned:ana',
              '[{"rule":"enterprise","verdict":"NOT_MATCHED","detail":"employees=250"},{"rule":"everyone-else","verdict":"MATCHED","detail":""}]',
              md5(number::text) || md5(number::text)
            from (select number, timestamptz '%s' + random() * interval '27 days' as at from generate_series(%d, %d) as number) as row
            """
                .formatted(
                    partition,
                    leads * i / MONTHS,
                    Math.max(1, 3 * leads / MONTHS),
                    first,
                    i * aMonth + 1,
                    i == MONTHS - 1 ? rows : (i + 1) * aMonth));
      }
      statement.execute("vacuum analyze decision");
    }
  }

  private void measure(Connection connection) throws SQLException {
    List<UUID> known = someLeads(connection);
    List<Long> nanos = new ArrayList<>();
    long found = 0;
    for (UUID lead : known) {
      long start = System.nanoTime();
      try (Stream<ChainLink> decisions = DecisionLog.about(connection, new LeadId(lead))) {
        found += decisions.count();
      }
      nanos.add(System.nanoTime() - start);
    }
    long first = nanos.getFirst();
    nanos.sort(Long::compare);
    System.out.printf(
        "%d lookups, %.1f decisions each: first %.1f ms, p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
        known.size(),
        (double) found / known.size(),
        first / 1e6,
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 99 / 100) / 1e6,
        nanos.getLast() / 1e6);
  }

  private List<UUID> someLeads(Connection connection) throws SQLException {
    List<UUID> leads = new ArrayList<>();
    Random random = new Random(7);
    String asked =
        random
            .longs(LOOKUPS, 0, rows / 10)
            .mapToObj(number -> "(" + number + ")")
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select md5('lead ' || number)::uuid from (values %s) as wanted (number)"
                    .formatted(asked))) {
      while (rows.next()) {
        leads.add(rows.getObject(1, UUID.class));
      }
    }
    return leads;
  }
}
