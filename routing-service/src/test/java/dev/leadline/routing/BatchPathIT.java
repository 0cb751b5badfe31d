package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Actor;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.events.StageEntered;
import dev.leadline.messaging.Transactions;
import dev.leadline.routing.application.DueLeads;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.testsupport.LeadBuilder;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

  @Inject Transactions transactions;
  @Inject RouteLeads routeLeads;
  @Inject DueLeads dueLeads;
  @Inject DataSource database;
  private Tables tables;

  @BeforeEach
  void begin() throws SQLException {
    tables = new Tables(database);
    TestClock.Moved.stopAt(MONDAY_MORNING);
    tables.clear();
  }

  @AfterEach
  void end() throws SQLException {
    TestClock.Moved.reset();
    tables.clear();
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
            await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> tables.number("select count(*) from pg_locks where not granted") > 0);
            return running;
          });
      second.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
    // then
    assertThat(tables.texts("select distinct owner from lead_routing")).hasSize(1);
    assertThat(attempts).hasValue(2);
    assertThat(
            tables.texts(
                "select (state -> 'ownership' ->> 'rule') from lead_routing order by lead_id"))
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
    List<String> before = tables.everything();
    // when
    AtomicInteger attempts = new AtomicInteger();
    transactions.call(transaction -> {
      routeLeads.handle(transaction, CHAIN, then);
      if (attempts.incrementAndGet() == 1) {
        assertThat(tables.everything()).isEqualTo(before);
        kill(transaction.connection());
      }
      return then;
    });
    // then
    assertThat(attempts).hasValue(2);
    assertThat(tables.number("select count(*) from lead_routing where owner is not null"))
        .isEqualTo(60);
    assertThat(tables.texts("select rep || '=' || (load ->> 'open') from rep_state order by rep"))
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
      if (batch % 3 == 0) {
        events.add(7, pauseOfSomebodyElse(batch));
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
    assertThat(tables.texts("select rep || '=' || (load ->> 'open') from rep_state order by rep"))
        .containsExactly("r1=120", "r2=80", "r3=40", "t1=40", "t2=40", "t3=40");
    assertThat(tables.number("select count(*) from lead_routing where owner is not null"))
        .isEqualTo(360);
    assertThat(tables.number("select count(*) from decision")).isEqualTo(360);
  }

  private static Envelope<?> pauseOfSomebodyElse(int number) {
    Clock clock =
        new Clock(new UUID(0, number), "speed", 1, null, Duration.ofMinutes(5), "always", "s1");
    return anEnvelopeOf(
            new ClockWarned(
                aLead(number).build(), clock, "200%", "pause-rep", MONDAY_MORNING, false))
        .number(number)
        .build();
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
    return tables.number(
        "select deadlocks from pg_stat_database where datname = current_database()");
  }

  @Test
  void aWaitThatWasPutForwardIsPutBackWhenNobodyIsThereYet() throws SQLException {
    // given
    Instant back = MONDAY_MORNING.plus(Duration.ofHours(1));
    tables.execute(
        "insert into rep (id, presence, until, changed_at, changed_by) values ('w1', 'ON_LEAVE', '"
            + back
            + "', now(), 'test')");
    tables.execute("update roster_version set version = nextval('roster_versions')");
    handle(CHAIN, List.of(mql(aLead(1).with("company", "waiting"), 1)));
    assertThat(tables.texts("select status from lead_routing")).containsExactly("held");
    // when
    tables.execute("update lead_routing set due_at = '" + MONDAY_MORNING + "'");
    // then
    assertThat(dueLeads.decideAll()).isEqualTo(1);
    assertThat(dueLeads.decideAll()).isZero();
    TestClock.Moved.stopAt(back);
    assertThat(dueLeads.decideAll()).isEqualTo(1);
    assertThat(tables.texts("select owner from lead_routing")).containsExactly("w1");
  }

  @Test
  void aLeadThatWasKeptBackForAnHourIsRoutedThen() throws SQLException {
    // given
    Instant end = MONDAY_MORNING.plus(Duration.ofHours(1));
    handle(CHAIN, List.of(mql(aLead(1).with("company", "resting"), 1)));
    assertThat(tables.texts("select status from lead_routing")).containsExactly("suppressed");
    // when
    TestClock.Moved.stopAt(end.minusMillis(1));
    assertThat(dueLeads.decideAll()).isZero();
    TestClock.Moved.stopAt(end);
    // then
    assertThat(dueLeads.decideAll()).isEqualTo(1);
    assertThat(tables.texts("select status || ' ' || owner from lead_routing"))
        .containsExactly("assigned r1");
    assertThat(dueLeads.decideAll()).isZero();
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
    tables.number("select case when pg_terminate_backend(" + pid + ") then 1 else 0 end");
    try (var probe = connection.prepareStatement("select 1")) {
      probe.executeQuery();
    }
  }
}
