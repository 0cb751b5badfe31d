package dev.leadline.routing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.QuietProfile;
import dev.leadline.routing.TestCompany;
import dev.leadline.routing.application.PoolEntries;
import dev.leadline.routing.application.RosterEntries;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.Roster;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two replicas, each with the roster in its own memory, over one database.
@QuarkusTest
@TestProfile(QuietProfile.class)
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
class RosterReplicasIT {
  @Inject PoolEntries pools;
  @Inject RosterEntries reps;
  @Inject ActivePolicy policy;
  @Inject DataSource database;

  private final PostgresRosters one = new PostgresRosters();
  private final PostgresRosters other = new PostgresRosters();

  @AfterEach
  void end() {
    pools.remove("race", _ -> Optional.empty(), change());
    reps.remove("r1", change());
  }

  @Test
  void whatOneReplicaIsToldOfPoolsAndRepsTheOtherGoesByAtOnce() throws SQLException {
    // given
    assertThat(members(one)).extracting(Member::rep).containsExactly("r1", "r2", "r3");
    assertThat(members(other)).isEqualTo(members(one));
    // when
    define();
    reps.edit("r1", entry -> entry.with(Presence.PAUSED, null), change());
    // then
    for (PostgresRosters replica : List.of(one, other)) {
      assertThat(members(replica)).containsExactly(new Member("r1", 7));
      assertThat(roster(replica).rep("r1").orElseThrow().entry().presence())
          .isEqualTo(Presence.PAUSED);
    }
    // and when
    pools.remove("race", _ -> Optional.empty(), change());
    // then
    assertThat(members(other)).hasSize(3);
    assertThat(members(one)).hasSize(3);
  }

  @Test
  void aChangeIsAnsweredWhenNoDecisionOnThePoolsBeforeItCanCommitAnyMore() throws Exception {
    try (Connection deciding = database.getConnection();
        ExecutorService operator = Executors.newSingleThreadExecutor()) {
      // given
      deciding.setAutoCommit(false);
      one.current(deciding, policy.get());
      // when
      Future<?> change = operator.submit(this::define);
      await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
      // then
      assertThat(change.isDone()).isFalse();
      assertThat(one.current(deciding, policy.get()).roster().pool("race").orElseThrow().members())
          .hasSize(3);
      deciding.commit();
      change.get();
      assertThat(members(one)).containsExactly(new Member("r1", 7));
    }
  }

  @Test
  void anObjectionChangesNothing() throws SQLException {
    // when
    Optional<String> objected =
        pools.define("race", onlyR1(), after -> Optional.of("not " + after.keySet()), change());
    // then
    assertThat(objected).contains("not [race]");
    assertThat(members(one)).hasSize(3);
  }

  private void define() {
    assertThat(pools.define("race", onlyR1(), _ -> Optional.empty(), change())).isEmpty();
  }

  private static PoolDefinition onlyR1() {
    return new PoolDefinition(
        null, List.of(new Member("r1", 7)), null, null, null, null, null, null, null, null);
  }

  private List<Member> members(PostgresRosters replica) throws SQLException {
    return roster(replica).pool("race").orElseThrow().members();
  }

  private Roster roster(PostgresRosters replica) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return replica.current(connection, policy.get()).roster();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock' and query like 'update roster_version%')")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Change change() {
    return new Change(UUID.randomUUID(), Instant.EPOCH, "Otto", "test");
  }
}
