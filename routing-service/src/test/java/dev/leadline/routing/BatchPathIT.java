package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Actor;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.routing.application.DueLeads;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.testsupport.LeadBuilder;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The path of a batch with its real database, at a time that stands still.
@QuarkusTest
@TestProfile(QuietProfile.class)
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
class BatchPathIT {
  private static final String CHAIN = "routing:test:0";
  private static final int LEADS = 25;

  @Inject Transactions transactions;
  @Inject RouteLeads routeLeads;
  @Inject DueLeads dueLeads;
  @Inject DataSource database;

  @BeforeEach
  void begin() throws SQLException {
    TestClock.Moved.stopAt(MONDAY_MORNING);
    clear();
  }

  @AfterEach
  void end() throws SQLException {
    TestClock.Moved.reset();
    clear();
  }

  @Test
  void theSameEventsGiveByteEqualDecisionsHoweverTheyAreCutIntoBatches() throws SQLException {
    for (long seed : new long[] {4, 5}) {
      // given
      List<Envelope<?>> events = events(new Random(seed));
      List<String> atOnce = decided(events, List.of(events.size()), false);
      // when
      clear();
      List<String> oneByOne = decided(events, nCopies(events.size()), false);
      clear();
      List<String> anyhow = decided(events, sizes(events.size(), new Random(seed + 1)), true);
      // then
      assertThat(oneByOne).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(anyhow).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(atOnce).hasSizeGreaterThan(events.size() / 2);
      clear();
    }
  }

  @Test
  void twoLeadsOfOneNewAccountGetOneOwnerThoughTheyAreDecidedAtOnce() throws Exception {
    // given
    Envelope<?> one = mql(aLead(1).with("company", "race").with("companyDomain", "a.example"), 1);
    Envelope<?> two = mql(aLead(2).with("company", "caps").with("companyDomain", "a.example"), 1);
    AtomicInteger attempts = new AtomicInteger();
    // when the second is decided while the first is not committed yet
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> second =
          transactions.call(transaction -> {
            routeLeads.handle(transaction, CHAIN, List.of(one));
            Future<?> running =
                other.submit(() ->
                    transactions.call(concurrent -> {
                      attempts.incrementAndGet();
                      routeLeads.handle(concurrent, "routing:test:1", List.of(two));
                      return two;
                    }));
            await().until(() -> column("select count(*) from pg_locks where not granted") > 0);
            return running;
          });
      second.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
    // then
    assertThat(texts("select distinct owner from lead_routing")).hasSize(1);
    assertThat(attempts).hasValue(2);
    assertThat(texts("select (state -> 'ownership' ->> 'rule') from lead_routing order by lead_id"))
        .containsExactly("race", "keep-owner:same-account");
  }

  @Test
  void aReplicaThatIsKilledBeforeItCommitsChangesNothing() throws SQLException {
    // given
    List<Envelope<?>> first = new ArrayList<>();
    List<Envelope<?>> then = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      (i <= 30 ? first : then).add(mql(aLead(i).with("company", "race"), 1));
    }
    handle(CHAIN, first);
    List<String> before = state();
    // when
    AtomicInteger attempts = new AtomicInteger();
    transactions.call(transaction -> {
      routeLeads.handle(transaction, CHAIN, then);
      if (attempts.incrementAndGet() == 1) {
        assertThat(state()).isEqualTo(before);
        kill(transaction.connection());
      }
      return then;
    });
    // then
    assertThat(attempts).hasValue(2);
    assertThat(column("select count(*) from lead_routing where owner is not null")).isEqualTo(60);
    assertThat(texts("select rep || '=' || (load ->> 'open') from rep_state order by rep"))
        .containsExactly("r1=30", "r2=20", "r3=10");
  }

  @Test
  void replicasAtFullSpeedShareAPoolThoughSomeAreKilled() throws Exception {
    // given
    long deadlocks = deadlocks();
    List<List<Envelope<?>>> batches = new ArrayList<>();
    for (int batch = 0; batch < 24; batch++) {
      List<Envelope<?>> events = new ArrayList<>();
      for (int i = 1; i <= 15; i++) {
        String company = i % 3 == 0 ? "together" : "race";
        events.add(mql(aLead(100 * batch + i).with("company", company), 1));
      }
      batches.add(events);
    }
    AtomicInteger killed = new AtomicInteger();
    // when
    try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
      List<Future<?>> running = new ArrayList<>();
      for (List<Envelope<?>> events : batches) {
        boolean dies = running.size() % 4 == 1;
        String chain = "routing:test:" + running.size() % 6;
        running.add(replicas.submit(() -> routedByOneThatMayDie(chain, events, dies, killed)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    // then
    assertThat(killed).hasValue(6);
    assertThat(deadlocks()).isEqualTo(deadlocks);
    assertThat(texts("select rep || '=' || (load ->> 'open') from rep_state order by rep"))
        .containsExactly("r1=120", "r2=80", "r3=40", "t1=40", "t2=40", "t3=40");
    assertThat(column("select count(*) from lead_routing where owner is not null")).isEqualTo(360);
    assertThat(column("select count(*) from decision")).isEqualTo(360);
  }

  private Object routedByOneThatMayDie(
      String chain, List<Envelope<?>> events, boolean dies, AtomicInteger killed) {
    AtomicInteger attempts = new AtomicInteger();
    return transactions.call(transaction -> {
      routeLeads.handle(transaction, chain, events);
      if (dies && attempts.incrementAndGet() == 1) {
        killed.incrementAndGet();
        kill(transaction.connection());
      }
      return events;
    });
  }

  private long deadlocks() throws SQLException {
    return column("select deadlocks from pg_stat_database where datname = current_database()");
  }

  @Test
  void aWaitThatWasPutForwardIsPutBackWhenNobodyIsThereYet() throws SQLException {
    // given
    Instant back = MONDAY_MORNING.plus(Duration.ofHours(1));
    execute(
        "insert into rep (id, presence, until, changed_at, changed_by) values ('w1', 'ON_LEAVE', '"
            + back
            + "', now(), 'test')");
    execute("update roster_version set version = nextval('roster_versions')");
    handle(CHAIN, List.of(mql(aLead(1).with("company", "waiting"), 1)));
    assertThat(texts("select status from lead_routing")).containsExactly("held");
    // when
    execute("update lead_routing set due_at = '" + MONDAY_MORNING + "'");
    // then
    assertThat(dueLeads.decideAll()).isEqualTo(1);
    assertThat(dueLeads.decideAll()).isZero();
    TestClock.Moved.stopAt(back);
    assertThat(dueLeads.decideAll()).isEqualTo(1);
    assertThat(texts("select owner from lead_routing")).containsExactly("w1");
  }

  /// What is said and kept, as text, decided in batches of these sizes.
  ///
  /// @param stumbling whether every second batch is rolled back at first, as by a restart
  private List<String> decided(List<Envelope<?>> events, List<Integer> sizes, boolean stumbling)
      throws SQLException {
    List<String> said = new ArrayList<>();
    int from = 0;
    for (int batch = 0; batch < sizes.size(); batch++) {
      List<Envelope<?>> part = events.subList(from, from + sizes.get(batch));
      from += sizes.get(batch);
      boolean[] stumbles = {stumbling && batch % 2 == 1};
      said.addAll(
          transactions.call(transaction -> {
            List<OutboundRecord> records = new ArrayList<>();
            routeLeads.handle(new Heard(transaction.connection(), records), CHAIN, part);
            if (stumbles[0]) {
              stumbles[0] = false;
              throw new ConflictException("stumbled");
            }
            return records.stream().map(BatchPathIT::text).toList();
          }));
    }
    said.addAll(state());
    return said;
  }

  private record Heard(Connection connection, List<OutboundRecord> records) implements Transaction {
    @Override
    public void publish(OutboundRecord record) {
      records.add(record);
    }

    @Override
    public void afterCommit(Runnable action) {}
  }

  private static String text(OutboundRecord record) {
    return record.topic()
        + " "
        + record.key()
        + " "
        + new TreeMap<>(record.headers())
        + " "
        + new String(record.value(), StandardCharsets.UTF_8);
  }

  private List<String> state() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String table :
        List.of(
            "select lead_id || ' ' || state::text || coalesce(explanation::text, '')"
                + " from lead_routing order by lead_id",
            "select pool || ' ' || ledger::text from pool_state order by pool",
            "select rep || ' ' || load::text from rep_state order by rep",
            "select domain || owner || leads from account_owner where leads > 0"
                + " order by domain, owner",
            // All of a decision but its hash: that is salted, so that it tells nothing once erased.
            "select to_jsonb(decision) - '{hash,seal,salt}'::text[] from decision"
                + " order by chain, sequence")) {
      all.addAll(texts(table));
    }
    return all;
  }

  /// A random history of a few leads, all sorts of events among them.
  private static List<Envelope<?>> events(Random random) {
    List<Envelope<?>> events = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      int number = 1 + random.nextInt(LEADS);
      LeadBuilder lead = lead(number, random, i);
      switch (random.nextInt(10)) {
        case 0 ->
            events.add(
                anEnvelopeOf(new LeadChanged(lead.build(), "crm", Map.of())).number(i).build());
        case 1 -> {
          int other = 1 + random.nextInt(LEADS);
          if (other != number) {
            LeadSnapshot merged = lead.build();
            LeadSnapshot absorbed = lead(other, random, i).build();
            events.add(
                anEnvelopeOf(new LeadsMerged(merged, leadId(number), leadId(other), "email"))
                    .number(i)
                    .build());
            events.add(
                anEnvelopeOf(new LeadsMerged(absorbed, leadId(number), leadId(other), "email"))
                    .number(1_000 + i)
                    .build());
          }
        }
        case 2 ->
            events.add(
                i % 5 == 0
                    ? anEnvelopeOf(new LeadErased(leadId(number))).number(i).build()
                    : entered(lead, "customer", i));
        default -> events.add(mql(lead, i));
      }
    }
    return events;
  }

  private static LeadBuilder lead(int number, Random random, int version) {
    LeadBuilder lead =
        aLead(number)
            .version(version)
            .with("company", List.of("race", "offers", "caps", "together").get(random.nextInt(4)));
    return random.nextBoolean()
        ? lead.with("companyDomain", "company-" + random.nextInt(4) + ".example")
        : lead;
  }

  private static Envelope<?> mql(LeadBuilder lead, int visit) {
    return entered(lead, "mql", visit);
  }

  private static Envelope<?> entered(LeadBuilder lead, String stage, int visit) {
    return anEnvelopeOf(
            new StageEntered(
                lead.build(),
                stage,
                "lead",
                visit,
                Actor.system("lifecycle"),
                null,
                null,
                List.of()))
        .number(visit)
        .build();
  }

  private static List<Integer> nCopies(int times) {
    return Collections.nCopies(times, 1);
  }

  private static List<Integer> sizes(int sum, Random random) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = sum; left > 0; left -= sizes.getLast()) {
      sizes.add(Math.min(left, 1 + random.nextInt(20)));
    }
    return sizes;
  }

  private void handle(String chain, List<Envelope<?>> events) {
    transactions.call(transaction -> {
      routeLeads.handle(transaction, chain, events);
      return events;
    });
  }

  private void kill(Connection connection) throws SQLException {
    int pid;
    try (var select = connection.prepareStatement("select pg_backend_pid()");
        var rows = select.executeQuery()) {
      rows.next();
      pid = rows.getInt(1);
    }
    column("select case when pg_terminate_backend(" + pid + ") then 1 else 0 end");
    try (var probe = connection.prepareStatement("select 1")) {
      probe.executeQuery();
    }
  }

  private long column(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private void clear() throws SQLException {
    execute(
        "truncate lead_routing, pool_state, rep_state, account_owner, account, decision,"
            + " chain_head, rep");
    execute("update roster_version set version = 0");
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        var prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }
}
