package dev.leadline.routing;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.Envelope;
import dev.leadline.events.StageEntered;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.routing.application.PoolGauges;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.testsupport.StackResource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What a batch costs the database of a big company, all of whose reps were changed at run time.
@QuarkusTest
@TestProfile(QuietProfile.class)
@WithTestResource(StackResource.class)
@WithTestResource(BigCompany.class)
class ScaleIT {
  private static final int POOLS_OF_A_BATCH = 4;

  @Inject Transactions transactions;
  @Inject RouteLeads routeLeads;
  @Inject DataSource database;
  @Inject PoolGauges gauges;
  @Inject MeterRegistry registry;

  @Test
  void aBatchReadsOnlyWhatItsPoolsNeedInAsManyStatementsAsASmallerOne() throws SQLException {
    // given
    everyRepIsChangedAtRunTime();
    CountedConnection first = routed(0, 1);
    assertThat(first.rows).isGreaterThan(BigCompany.REPS);
    routed(1, POOLS_OF_A_BATCH);
    // when
    CountedConnection many = routed(1_000, 200);
    CountedConnection fewer = routed(2_000, 60);
    CountedConnection one = routed(2_500, 1);
    // then
    assertThat(many.statements).isEqualTo(fewer.statements);
    // Few decisions move the head of their chain by the way; to copy many is a statement of its
    // own.
    assertThat(many.statements).hasSize(one.statements.size() + 1);
    assertThat(many.statements).noneMatch(statement -> statement.contains("from rep "));
    assertThat(many.statements).hasSizeLessThan(20);
    assertThat(many.rows).isLessThan(POOLS_OF_A_BATCH * (1 + BigCompany.MEMBERS) + 10);

    // and when the roster changes
    everyRepIsChangedAtRunTime();
    // then it is read once
    assertThat(routed(3_000, 1).rows).isGreaterThan(BigCompany.REPS);
    assertThat(routed(4_000, 1).rows).isLessThan(2 * BigCompany.MEMBERS);
  }

  @Test
  void theGaugesOfAThousandPoolsAreRegisteredOnceAndTellOfTheLastLook() throws SQLException {
    // given
    gauges.look();
    Gauge available = available("pool-7");
    assertThat(registry.find("leadline.pool.available").gauges())
        .extracting(gauge -> gauge.getId().getTag("pool"))
        .filteredOn(pool -> pool.startsWith("pool-"))
        .hasSize(BigCompany.POOLS);
    assertThat(available.value()).isEqualTo(BigCompany.MEMBERS);
    // when
    execute(
        "insert into rep (id, presence, changed_at, changed_by)"
            + " values ('rep-70', 'PAUSED', now(), 'test')"
            + " on conflict (id) do update set presence = 'PAUSED'");
    gauges.look();
    // then
    assertThat(available("pool-7")).isSameAs(available);
    assertThat(available.value()).isEqualTo(BigCompany.MEMBERS - 1);
  }

  private Gauge available(String pool) {
    return registry.get("leadline.pool.available").tag("pool", pool).gauge();
  }

  /// Routes leads that are new, and go to a few pools.
  private CountedConnection routed(int from, int leads) {
    CountedConnection counted = new CountedConnection();
    List<Envelope<StageEntered>> events =
        IntStream.range(from, from + leads).mapToObj(ScaleIT::mql).toList();
    transactions.call(transaction -> {
      routeLeads.handle(
          new Counting(counted.over(transaction.connection()), transaction),
          "routing:test:0",
          events);
      return leads;
    });
    return counted;
  }

  private record Counting(Connection connection, Transaction transaction) implements Transaction {
    @Override
    public void publish(OutboundRecord record) {
      transaction.publish(record);
    }

    @Override
    public void afterCommit(Runnable action) {
      transaction.afterCommit(action);
    }

    @Override
    public Turn turn() {
      return transaction.turn();
    }
  }

  private void everyRepIsChangedAtRunTime() throws SQLException {
    execute(
        "insert into rep (id, presence, changed_at, changed_by)"
            + " select 'rep-' || n, 'ACTIVE', now(), 'test' from generate_series(0, 9999) n"
            + " on conflict do nothing");
  }

  /// Changes the roster.
  private void execute(String change) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(change);
      statement.execute("update roster_version set version = nextval('roster_versions')");
    }
  }

  private static Envelope<StageEntered> mql(int number) {
    return anEnvelopeOf(
            new StageEntered(
                aLead(100_000 + number)
                    .with("company", "company-" + (480 + number % POOLS_OF_A_BATCH))
                    .build(),
                "mql",
                "lead",
                1,
                Actor.system("lifecycle"),
                null,
                null,
                List.of()))
        .build();
  }
}
